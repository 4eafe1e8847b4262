import type { StreamEvent } from "@pakaura/contract/events";
import type { FieldChanges } from "@pakaura/contract/task";
import { describe, expect, test } from "vitest";
import { diffTask } from "./field-changes.ts";
import { logSentence } from "./log-sentence.ts";
import { recurrenceOf, taskOf } from "./task.case.ts";

const id = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44";
const envelope = {
  specversion: "1.0",
  id,
  source: "pakaura/api",
  subject: id,
  time: "2026-11-25T08:30:00.000Z",
  datacontenttype: "application/json",
  partitionkey: "user",
  sequence: 1,
} as const;
const ids = { user_id: "user", task_id: id, correlation_id: "c" };

type TaskType = Extract<StreamEvent["type"], `task.${string}`>;
function taskEvent(type: TaskType, changed_fields: FieldChanges = {}): StreamEvent {
  const payload = { task: taskOf(), changed_fields, actor: "user" } as const;
  return { ...envelope, type, data: { ...ids, payload } };
}

function reminderEvent(
  type: "reminder.scheduled" | "reminder.fired" | "reminder.cancelled",
  due_date: string,
  is_late = false,
): StreamEvent {
  const payload = {
    reminder_id: id,
    task_title: "Water the plants",
    due_date,
    remind_at: "2026-11-25T08:30:00.000Z",
    is_late,
    actor: "system",
  } as const;
  return { ...envelope, type, data: { ...ids, payload } };
}

test.each([
  ["task.created", "Task created: Water the plants"],
  ["task.completed", "Task completed: Water the plants"],
  ["task.uncompleted", "Task reopened: Water the plants"],
  ["task.deleted", "Task deleted: Water the plants"],
  ["task.restored", "Task restored: Water the plants"],
  ["task.updated", "Task updated: Water the plants"],
] as const)("%s: %s", (type, sentence) => expect(logSentence(taskEvent(type))).toBe(sentence));

test.each([
  ["recurrence.triggered", "Recurrence triggered: Water the plants"],
  ["recurrence.instance-created", "Recurring task generated: Water the plants"],
  ["recurrence.stopped", "Recurrence stopped: Water the plants"],
] as const)("%s: %s", (type, sentence) => {
  const payload = { task: taskOf(), actor: "system" } as const;
  expect(logSentence({ ...envelope, type, data: { ...ids, payload } })).toBe(sentence);
});

describe("an update says each change", () => {
  test.each([
    [{ priority: "low" }, { priority: "high" }, "Priority changed from low to high"],
    [{}, { title: "Buy milk" }, 'Title changed from "Water the plants" to "Buy milk"'],
    [{}, { notes: "The fern" }, "Notes added"],
    [{ notes: "The fern" }, {}, "Notes removed"],
    [{}, { due_date: "2026-11-25" }, "Due date set to 25 Nov 2026"],
    [
      { due_date: "2026-11-05" },
      { due_date: "2026-11-25T09:00:00.000Z" },
      "Due date changed from 5 Nov 2026 to 25 Nov 2026, 09:00 UTC",
    ],
    [{ due_date: "2026-11-05" }, {}, "Due date removed"],
    [{ tags: ["a", "b"] }, { tags: ["b", "c", "d"] }, "Tags added: c, d; Tag removed: a"],
    [{}, { reminder_lead_minutes: 0 }, "Reminder changed from 30 minutes before to when it is due"],
    [{}, { reminder_lead_minutes: 60 }, "Reminder changed from 30 minutes before to 1 hour before"],
    [{}, { reminder_lead_minutes: null }, "Reminder removed"],
    [{}, { recurrence: recurrenceOf() }, "Recurrence set to every week on Mon and Thu"],
    [
      { recurrence: recurrenceOf() },
      { recurrence: recurrenceOf({ active: false }) },
      "Recurrence stopped",
    ],
    [{ recurrence: recurrenceOf() }, {}, "Recurrence removed"],
    [
      {},
      { title: "Buy milk", priority: "low" },
      'Title changed from "Water the plants" to "Buy milk"; Priority changed from none to low',
    ],
  ] as const)("%j to %j: %s", (before, after, sentence) => {
    const changes = diffTask(
      taskOf(structuredClone<object>(before)),
      taskOf(structuredClone<object>(after)),
    );
    expect(logSentence(taskEvent("task.updated", changes))).toBe(sentence);
  });
});

describe("a reminder", () => {
  test("says when the task is due, seen from when it was sent", () => {
    expect(logSentence(reminderEvent("reminder.fired", "2026-11-25T09:00:00.000Z"))).toBe(
      "Reminder sent: Water the plants, due in 30 minutes",
    );
    expect(logSentence(reminderEvent("reminder.fired", "2026-11-25T08:30:00.000Z"))).toBe(
      "Reminder sent: Water the plants, due now",
    );
    expect(logSentence(reminderEvent("reminder.fired", "2026-11-25T06:30:00.000Z", true))).toBe(
      "Reminder sent: Water the plants, due 2 hours ago, late",
    );
    expect(logSentence(reminderEvent("reminder.fired", "2026-11-26"))).toBe(
      "Reminder sent: Water the plants, due on 26 Nov 2026",
    );
  });

  test("is told of when it is set and cancelled", () => {
    expect(logSentence(reminderEvent("reminder.scheduled", "2026-11-26"))).toBe(
      "Reminder scheduled: Water the plants, 25 Nov 2026, 08:30 UTC",
    );
    expect(logSentence(reminderEvent("reminder.cancelled", "2026-11-26"))).toBe(
      "Reminder cancelled: Water the plants",
    );
  });

  test.each([
    [undefined, "Reminder dismissed: Water the plants"],
    ["token: laptop", "Reminder dismissed: Water the plants"],
    // What takes a turn back that had put it off.
    ["assistant", "Reminder cancelled: Water the plants"],
  ])("is dismissed by a person, and cancelled by the assistant: %s", (detail, sentence) => {
    const event = reminderEvent("reminder.cancelled", "2026-11-26");
    const by = {
      actor: "user",
      ...(detail === undefined ? {} : { actor_detail: detail }),
    } as const;
    if (event.type !== "reminder.cancelled") throw new Error("another event");
    const payload = { ...event.data.payload, ...by };
    expect(logSentence({ ...event, data: { ...event.data, payload } })).toBe(sentence);
  });
});
