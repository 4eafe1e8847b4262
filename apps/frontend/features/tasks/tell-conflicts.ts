import { tell } from "../../lib/toast.ts";
import { m } from "../../messages/messages.ts";
import { lostWords, takeLost } from "./conflict-values.ts";
import { conflictWords } from "./conflict-words.ts";
import type { Conflict } from "./merge-update.ts";

/** How long conflicts that come together are waited for, in milliseconds. */
const gatherMs = 600;

let waiting: Conflict[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in one message what was changed here and elsewhere, and which of the two stayed. */
export function tellConflicts(conflicts: readonly Conflict[]): void {
  waiting.push(...conflicts);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const told = waiting;
    waiting = [];
    tellAll(told);
  }, gatherMs);
}

function tellAll(conflicts: readonly Conflict[]): void {
  const { title, text } = conflictWords(conflicts, lostWords);
  const sides = new Set(conflicts.map(({ kept }) => kept));
  const isMixed = sides.size > 1;
  tell(title, {
    id: "conflicts",
    description: text,
    duration: 20_000,
    action: {
      label: isMixed
        ? m.conflicts.swap
        : m.conflicts.take[sides.has("here") ? "elsewhere" : "here"],
      onClick: () => takeLost(conflicts),
    },
  });
}
