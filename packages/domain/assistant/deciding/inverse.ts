import type { RecurrenceInput, UpdateTask } from "@pakaura/contract/http";
import type { Operation } from "../operation.ts";
import type { AssistantEntry, AssistantTask, World } from "../world.ts";

/** What takes operations back, the last one first. `before` has the tasks as they were. */
export function inverseOf(
  operations: readonly Operation[],
  before: ReadonlyMap<string, AssistantTask>,
  { isSnoozeFinal = false }: Pick<World, "isSnoozeFinal">,
): Operation[] {
  return operations.toReversed().flatMap((operation): Operation[] => {
    const { id } = operation;
    switch (operation.op) {
      case "create":
        return [{ op: "delete", id }];
      case "complete":
        return [{ op: "uncomplete", id }];
      case "uncomplete":
        return [{ op: "complete", id }];
      case "delete":
        return [{ op: "restore", id }];
      case "restore":
        return [{ op: "delete", id }];
      case "update": {
        const task = before.get(id);
        return task ? [{ op: "update", id, body: oldBody(operation.body, task) }] : [];
      }
      case "snooze_reminder":
        return isSnoozeFinal ? [] : [{ op: "snooze_reminder", id, until: null }];
    }
  });
}

function oldBody(body: UpdateTask, task: AssistantTask): UpdateTask {
  const old: UpdateTask = {
    title: task.title,
    notes: task.notes ?? "",
    due_date: task.due_date,
    priority: task.priority,
    tags: [...task.tags],
    recurrence: recurrenceInput(task.recurrence),
    reminder_lead_minutes: task.reminder_lead_minutes,
  };
  return Object.fromEntries(Object.entries(old).filter(([field]) => field in body)) as UpdateTask;
}

/** A recurrence as it is sent. */
export function recurrenceInput(recurrence: AssistantTask["recurrence"]): RecurrenceInput | null {
  if (recurrence === null) return null;
  if (!("active" in recurrence)) return recurrence;
  return recurrence.active ? { rrule: recurrence.rrule, from: recurrence.from } : null;
}

/** What takes back an entry of the log, null when it cannot be. */
export function inverseOfEntry({ action, task_id: id, changes }: AssistantEntry): Operation | null {
  switch (action) {
    case "task.created":
    case "task.restored":
      return { op: "delete", id };
    case "task.completed":
      return { op: "uncomplete", id };
    case "task.uncompleted":
      return { op: "complete", id };
    case "task.deleted":
      return { op: "restore", id };
    case "task.updated": {
      const body = Object.fromEntries(
        Object.entries(changes ?? {}).map(([field, { old }]) => [field, old]),
      ) as UpdateTask;
      return Object.keys(body).length > 0 ? { op: "update", id, body } : null;
    }
    default:
      return null;
  }
}
