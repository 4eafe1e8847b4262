import type { ActivityEntry } from "@pakaura/contract/events";
import type { FieldChanges } from "@pakaura/contract/task";

export const activityColumns = `id, time, action, actor, actor_detail, task_id, task_title, changes,
  sentence, event_id, sequence, correlation_id`;

export type ActivityRow = {
  id: string;
  time: Date;
  action: string;
  actor: string;
  actor_detail: string | null;
  task_id: string;
  task_title: string;
  changes: FieldChanges;
  sentence: string;
  event_id: string;
  sequence: number;
  correlation_id: string;
};

/** The entry of a row, as it is answered; `undoable` is what the caller found out. */
export function toActivityEntry(row: ActivityRow, undoable: boolean): ActivityEntry {
  return {
    id: row.id,
    time: row.time.toISOString(),
    action: row.action,
    actor: row.actor === "system" ? "system" : "user",
    actor_detail: row.actor_detail,
    task_id: row.task_id,
    task_title: row.task_title,
    changes: row.changes,
    sentence: row.sentence,
    event_id: row.event_id,
    sequence: row.sequence,
    undoable,
  };
}
