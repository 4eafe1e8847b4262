import { tell } from "../../lib/toast.ts";
import { formatList } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";
import type { Conflict } from "./merge-update.ts";

/** How long conflicts that come together are waited for, in milliseconds. */
const gatherMs = 600;
const shownOneByOne = 3;

let waiting: Conflict[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in one message what was changed here and elsewhere, and which of the two stayed. */
export function tellConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length === 0) return;
  waiting.push(...conflicts);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { title, text } = conflictWords(waiting);
    waiting = [];
    tell(title, { id: "conflicts", description: text, duration: 12_000 });
  }, gatherMs);
}

/** The message about some conflicts, at least one. */
export function conflictWords(conflicts: readonly Conflict[]): { title: string; text: string } {
  const told = [...Map.groupBy(conflicts, ({ taskId }) => taskId).values()].map((ofTask) => ({
    title: ofTask[0]?.title ?? "",
    outcome: outcomeOf(ofTask),
  }));
  const [first] = told;
  if (first && told.length === 1)
    return { title: m.conflicts.title(first.title), text: first.outcome };
  const sentences = told
    .slice(0, shownOneByOne)
    .map(({ title, outcome }) => m.conflicts.ofTask(title, outcome));
  const rest = told.length - sentences.length;
  return {
    title: m.conflicts.many(told.length),
    text: [...sentences, ...(rest > 0 ? [m.conflicts.more(rest)] : [])].join("; "),
  };
}

function outcomeOf(conflicts: readonly Conflict[]): string {
  const named = (kept: Conflict["kept"]): string =>
    formatList(
      conflicts
        .filter((conflict) => conflict.kept === kept)
        .map(({ field }) => m.conflicts.fields[field]),
    );
  const theirs = named("elsewhere");
  const ours = named("here");
  return [
    ...(theirs ? [m.conflicts.kept(theirs)] : []),
    ...(ours ? [m.conflicts.replaced(ours)] : []),
  ].join(", ");
}
