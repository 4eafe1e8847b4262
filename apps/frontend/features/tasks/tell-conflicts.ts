import { outbox } from "../../app/client.ts";
import { tell } from "../../lib/toast.ts";
import { m } from "../../messages/all-messages.ts";
import { takeLost, valueWords } from "./conflict-values.ts";
import { conflictWords } from "./conflict-words.ts";
import type { Conflict } from "./merge-update.ts";

/** How long conflicts that come together are waited for, in milliseconds. */
const gatherMs = 600;

let waiting: Conflict[] = [];
/** What the message says that is to be seen now: what comes next joins it, and takes nothing away. */
let shown: readonly Conflict[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in one message what was changed here and elsewhere, and which of the two stayed. */
export function tellConflicts(conflicts: readonly Conflict[]): void {
  waiting.push(...conflicts);
  clearTimeout(timer);
  timer = setTimeout(() => {
    shown = [...shown, ...waiting];
    waiting = [];
    tellAll(shown);
  }, gatherMs);
}

function tellAll(conflicts: readonly Conflict[]): void {
  const { title, text } = conflictWords(conflicts, ({ field, lost }) => valueWords(field, lost));
  const sides = new Set(conflicts.map(({ kept }) => kept));
  const isMixed = sides.size > 1;
  tell(title, {
    id: "conflicts",
    description: text,
    duration: 20_000,
    onAutoClose: forget,
    onDismiss: forget,
    action: {
      label: isMixed
        ? m.conflicts.swap
        : m.conflicts.take[sides.has("here") ? "elsewhere" : "here"],
      onClick: () => {
        takeLost(conflicts);
        forget();
      },
    },
    cancel: {
      label: m.conflicts.leave,
      onClick: () => {
        giveUp(conflicts);
        forget();
      },
    },
  });
}

function forget(): void {
  shown = [];
}

/** The words that gave way are kept until somebody decides, which is now. */
function giveUp(conflicts: readonly Conflict[]): void {
  const taskIds = new Set(conflicts.map(({ taskId }) => taskId));
  const given = outbox.aside
    .get()
    .filter((one) => one.aside?.why === "gave-way" && "taskId" in one && taskIds.has(one.taskId));
  outbox.discard(...given.map(({ key }) => key));
}
