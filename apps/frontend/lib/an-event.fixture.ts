import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";

/** An event of a user's stream that tells of a task. */
export function anEvent(sequence: number, task: Task): StreamEvent {
  return {
    specversion: "1.0",
    id: `00000000-0000-7000-8000-${String(sequence).padStart(12, "0")}`,
    type: "task.updated",
    source: "pakaura/api",
    subject: task.id,
    time: "2026-11-24T10:00:00.000Z",
    datacontenttype: "application/json",
    partitionkey: "user",
    sequence,
    data: {
      user_id: "user",
      task_id: task.id,
      correlation_id: "elsewhere",
      payload: { task, changed_fields: {}, actor: "user" },
    },
  };
}
