import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";

/** An update with what follows from it: a task that repeats has a due date, so it ends with that. */
export function wholeBody({ recurrence }: Task, body: UpdateTask): UpdateTask {
  const endsSeries = body.due_date === null && recurrence?.active && body.recurrence === undefined;
  return endsSeries ? { ...body, recurrence: null } : body;
}
