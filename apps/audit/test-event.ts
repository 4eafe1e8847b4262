import { randomUUID } from "node:crypto";
import type { StreamEvent } from "@pakaura/contract/events";

/** An event for tests: the priority of a new task of the user was raised from low to high. */
export function taskUpdated(userId: string, sequence: number, title = "Buy milk"): StreamEvent {
  const taskId = randomUUID();
  const time = "2026-11-23T10:00:00.000Z";
  return {
    specversion: "1.0",
    id: randomUUID(),
    type: "task.updated",
    source: "pakaura/api",
    subject: taskId,
    time,
    datacontenttype: "application/json",
    partitionkey: userId,
    sequence,
    data: {
      user_id: userId,
      task_id: taskId,
      correlation_id: "c-1",
      payload: {
        task: {
          id: taskId,
          title,
          notes: "",
          completed: false,
          completed_at: null,
          due_date: null,
          reminder_lead_minutes: null,
          priority: "high",
          tags: [],
          recurrence: null,
          recurrence_parent_id: null,
          overdue: false,
          version: 2,
          created_at: time,
          updated_at: time,
          deleted_at: null,
        },
        changed_fields: { priority: { old: "low", new: "high" } },
        actor: "user",
        actor_detail: "token: laptop",
      },
    },
  };
}
