import { isOverdue, localDate, toDueAt } from "../../due-date.ts";
import type { Context } from "../context.ts";
import type { TaskFilter } from "../reading/read-filter.ts";
import type { AssistantTask } from "../world.ts";

/** Whether a task is one of those that a filter means. Completed ones are only where the filter says so. */
export function isMeant(task: AssistantTask, filter: TaskFilter, { at }: Context): boolean {
  const { timeZone, now } = at;
  if (task.completed !== (filter.status === "done")) return false;
  if (
    filter.isOverdue &&
    !isOverdue({ dueAt: toDueAt(task.due_date, timeZone), completed: false }, now)
  )
    return false;
  if (filter.isDated !== null && (task.due_date !== null) !== filter.isDated) return false;
  if (filter.isRecurring && !isSeries(task)) return false;
  if (!filter.tags.every((tag) => task.tags.includes(tag))) return false;
  if (filter.priorities.length > 0 && !filter.priorities.includes(task.priority)) return false;
  if (filter.days === null) return true;
  const day = dayOf(task.due_date, timeZone);
  return day !== null && filter.days.first <= day && day <= filter.days.last;
}

/** Whether a task repeats. */
export function isSeries({ recurrence }: AssistantTask): boolean {
  return recurrence !== null && !("active" in recurrence && !recurrence.active);
}

/** The local day on which a task is due. */
export function dayOf(dueDate: string | null, timeZone: string): string | null {
  if (dueDate === null || dueDate.length === 10) return dueDate;
  return localDate(Date.parse(dueDate), timeZone);
}
