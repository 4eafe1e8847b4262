import { type BulkOperation, bulkSchema } from "@pakaura/contract/http";
import { type Task, taskSchema } from "@pakaura/contract/task";
import type { Operation } from "@pakaura/domain/assistant/operation";
import type { AssistantReminder } from "@pakaura/domain/assistant/world";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";
import { bulkIds, decideBulk } from "../tasks/bulk.ts";
import type { Change, DecisionContext } from "../tasks/change.ts";
import type { Tasks } from "../writes/job.ts";
import type { ReminderDeed } from "./put-off.ts";

const itemsSchema = z.object({ items: z.array(taskSchema) });

/** What a turn does: to which tasks, and to which reminders. */
export type Deed = {
  taskIds: string[];
  /** The changes, and the tasks as they are then. */
  decide: (tasks: Tasks, context: DecisionContext) => { changes: Change[]; tasks: Task[] };
  reminders: readonly ReminderDeed[];
};

/** What operations are based upon. */
export type Seen = {
  versions: Record<string, number>;
  reminders: readonly AssistantReminder[];
  /** What takes back what earlier turns have done to reminders. */
  back: readonly ReminderDeed[];
};

/** What the operations of a turn do. Deciding throws `stale_version` when a task is of another version than was seen. */
export function deedOf(operations: readonly Operation[], seen: Seen): Deed {
  const named = operations.flatMap((operation) => bulkOperation(operation, seen.versions));
  // Titles come from what was said: they are held to what every other title is.
  const bulk = named.length === 0 ? [] : parse(bulkSchema, { operations: named }).operations;
  return {
    taskIds: bulkIds(bulk),
    decide: (tasks, context) => {
      const { changes, answer } = decideBulk(bulk, tasks, context);
      return { changes, tasks: itemsSchema.parse(JSON.parse(answer.body ?? "null")).items };
    },
    reminders: operations.flatMap((operation) => reminderDeed(operation, seen)),
  };
}

function bulkOperation(operation: Operation, versions: Record<string, number>): BulkOperation[] {
  if (operation.op === "snooze_reminder") return [];
  if (operation.op === "create") return [operation];
  const version = versions[operation.id];
  return [{ ...operation, ...(version === undefined ? {} : { if_version: version }) }];
}

function reminderDeed(operation: Operation, { reminders, back }: Seen): ReminderDeed[] {
  if (operation.op !== "snooze_reminder") return [];
  const { id, until } = operation;
  if (until !== null) {
    const taskId = reminders.find((one) => one.id === id)?.task_id;
    return taskId === undefined ? [] : [{ id, taskId, until }];
  }
  const deed = back.find((one) => one.id === id);
  if (deed) return [deed];
  throw new Problem("undo_conflict", "It is no longer known how the reminder was before.");
}
