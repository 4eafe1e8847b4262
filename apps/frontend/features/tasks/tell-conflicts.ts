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
    const told = waiting;
    waiting = [];
    void tellAll(told);
  }, gatherMs);
}

async function tellAll(conflicts: readonly Conflict[]): Promise<void> {
  const { lostWords, takeLost } = await import("./conflict-values.ts");
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

/**
 * The message about some conflicts, at least one. `lostWords` gives the value that gave way, which is
 * told when it is all about one task.
 */
export function conflictWords(
  conflicts: readonly Conflict[],
  lostWords: (conflict: Conflict) => string | null,
): { title: string; text: string } {
  const isOne = new Set(conflicts.map(({ taskId }) => taskId)).size === 1;
  const told = [...Map.groupBy(conflicts, ({ taskId }) => taskId).values()].map((ofTask) => ({
    title: ofTask[0]?.title ?? "",
    outcome: outcomeOf(ofTask, isOne ? lostWords : () => null),
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
  lostWords: (conflict: Conflict) => string | null,
): string {
  const nameOf = (conflict: Conflict): string => {
    const field = m.conflicts.fields[conflict.field];
    const lost = lostWords(conflict);
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
