import { expect, test } from "vitest";
import { streamEventSchema, topicOf } from "./events.ts";
import type { Task } from "./task.ts";

const task: Task = {
  id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44",
  title: "Water the plants",
  notes: "",
  completed: false,
  completed_at: null,
  due_date: "2026-11-25",
  reminder_lead_minutes: 30,
  priority: "none",
  tags: ["home"],
  recurrence: null,
  recurrence_parent_id: null,
  overdue: false,
  version: 1,
  created_at: "2026-11-23T08:00:00.000Z",
  updated_at: "2026-11-23T08:00:00.000Z",
  deleted_at: null,
};

const event = {
  specversion: "1.0",
  id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e45",
  type: "task.created",
  source: "pakaura/api",
  subject: task.id,
  time: "2026-11-23T08:00:00.000Z",
  datacontenttype: "application/json",
  partitionkey: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e46",
  sequence: 1,
  data: {
    user_id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e46",
    task_id: task.id,
    correlation_id: "correlation",
    payload: { task, changed_fields: {}, actor: "user" },
  },
};

test("a task event is read whole", () => {
  expect(streamEventSchema.parse(event)).toEqual(event);
});

test("an event without its place in the stream is refused", () => {
  expect(streamEventSchema.safeParse({ ...event, sequence: undefined }).success).toBe(false);
});

test("a derived event has no place in the stream", () => {
  expect(streamEventSchema.safeParse({ ...event, type: "sync.task-changed" }).success).toBe(false);
});

test("every type has the topic of its family", () => {
  expect(topicOf("task.created")).toBe("task-events");
  expect(topicOf("recurrence.stopped")).toBe("task-events");
  expect(topicOf("reminder.fired")).toBe("reminders");
  expect(topicOf("sync.task-changed")).toBe("task-updates");
  expect(topicOf("audit.entry-created")).toBe("task-updates");
});
