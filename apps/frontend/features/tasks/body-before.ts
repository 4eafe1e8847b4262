import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";

/** The update that gives a task back what another update takes. */
export function bodyBefore(task: Task, body: UpdateTask): UpdateTask {
  const { recurrence, ...fields } = body;
  const before: UpdateTask = Object.fromEntries(
    Object.keys(fields).map((field) => [field, Reflect.get(task, field)]),
  );
  return recurrence === undefined ? before : { ...before, recurrence: recurrenceBefore(task) };
}

/** The rule that a task follows, as the API takes it; null when it does not repeat. */
export function recurrenceBefore({ recurrence }: Task): UpdateTask["recurrence"] {
  return recurrence?.active ? { rrule: recurrence.rrule, from: recurrence.from } : null;
}
