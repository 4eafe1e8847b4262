import type { Task } from "@pakaura/contract/task";
import { isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { m } from "../../messages/all-messages.ts";
import { countTags } from "../tasks/count-tags.ts";
import { dayFromNow, dueDay, type DueContext } from "../tasks/due-words.ts";

/** Words that can be said as they are. */
export type Suggestion = Exclude<keyof typeof m.assistant.suggest, "tag"> | { tag: string };

/** So many are offered. */
const mostSuggestions = 4;
const weekMs = 7 * 86_400_000;

/** What fits the tasks that are there, the most fitting first. */
export function suggestionsFor(
  tasks: ReadonlyMap<string, Task>,
  context: DueContext,
): Suggestion[] {
  const { now, timeZone } = context;
  const kept = [...tasks.values()].filter((task) => task.deleted_at === null);
  const open = kept.filter(({ completed }) => !completed);
  const isDueBy = (days: number) =>
    open.some((task) => dayOf(task, timeZone) <= dayFromNow(days, context));
  const isLate = open.some(
    ({ due_date: due, completed }) =>
      due !== null && isOverdue({ dueAt: toDueAt(due, timeZone), completed }, now),
  );
  const isFinished = kept.some(
    ({ completed_at: at }) => at !== null && now - Date.parse(at) < weekMs,
  );
  const [tag] = countTags(new Map(open.map((task) => [task.id, task])));
  const fitting: (Suggestion | false)[] = [
    isLate && "overdue",
    isLate && "move",
    isDueBy(0) && "plan",
    isDueBy(7) && "soon",
    isFinished && "finished",
    tag !== undefined && { tag: tag.name },
    "help",
  ];
  return fitting.filter((one) => one !== false).slice(0, mostSuggestions);
}

/** The words of a suggestion, in the language that is spoken. */
export function suggestionWords(suggestion: Suggestion): string {
  const { suggest } = m.assistant;
  return typeof suggestion === "object" ? suggest.tag(suggestion.tag) : suggest[suggestion];
}

/** Later than every day where there is none. */
function dayOf({ due_date: dueDate }: Task, timeZone: string): string {
  return dueDate === null ? "9999-99-99" : dueDay(dueDate, timeZone);
}
