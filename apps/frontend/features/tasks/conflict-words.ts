import { isolate } from "../../lib/isolate.ts";
import { formatList } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";
import type { Conflict } from "./merge-update.ts";

const shownOneByOne = 3;

/**
 * The message about some conflicts, at least one. `wordsOfLost` gives the value that gave way, which is
 * told when it is all about one task.
 */
export function conflictWords(
  conflicts: readonly Conflict[],
  wordsOfLost: (conflict: Conflict) => string | null,
): { title: string; text: string } {
  const isOne = new Set(conflicts.map(({ taskId }) => taskId)).size === 1;
  const told = [...Map.groupBy(conflicts, ({ taskId }) => taskId).values()].map((ofTask) => ({
    title: isolate(ofTask[0]?.title ?? ""),
    outcome: outcomeOf(ofTask, isOne ? wordsOfLost : () => null),
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

function outcomeOf(
  conflicts: readonly Conflict[],
  wordsOfLost: (conflict: Conflict) => string | null,
): string {
  const nameOf = (conflict: Conflict): string => {
    const field = m.conflicts.fields[conflict.field];
    const lost = wordsOfLost(conflict);
    return lost === null ? field : m.conflicts.gaveWay[conflict.kept](field, lost);
  };
  const named = (kept: Conflict["kept"]): string =>
    formatList(conflicts.filter((conflict) => conflict.kept === kept).map(nameOf));
  const theirs = named("elsewhere");
  const ours = named("here");
  return [
    ...(theirs ? [m.conflicts.kept(theirs)] : []),
    ...(ours ? [m.conflicts.replaced(ours)] : []),
  ].join(", ");
}
