import type { Reminder } from "@pakaura/contract/reminder";
import { expect, test } from "vitest";
import { onItsWay } from "../tasks/operation.fixture.ts";
import { aTask } from "../tasks/task.fixture.ts";
import { withPendingReminders } from "./pending-reminders.ts";

const base = aTask({ id: "t" });
const aReminder = (id: string, lead: number, own = false): Reminder => ({
  id,
  task_id: "t",
  task_title: "Call",
  due_date: "2026-11-27",
  lead_minutes: lead,
  remind_at: "2026-11-26T10:00:00.000Z",
  snoozed: false,
  state: "pending",
  fired_at: null,
  own,
});
const add = (leadMinutes: number) =>
  onItsWay({ kind: "add-reminder", taskId: "t", base, leadMinutes });

test("a reminder shows from when it is set until it is taken off, whatever the server knows", () => {
  expect(withPendingReminders([], [add(60)])).toEqual([{ id: null, lead: 60, reminder: null }]);
  const known = aReminder("r", 60);
  expect(withPendingReminders([known], [add(60)])).toEqual([
    { id: "r", lead: 60, reminder: known },
  ]);
  const remove = onItsWay({ kind: "remove-reminder", taskId: "t", base, reminderId: "r" });
  expect(withPendingReminders([known], [remove])).toEqual([]);
});

test("the task's own reminder is not among them, and none is there twice", () => {
  expect(withPendingReminders([aReminder("own", 30, true)], [add(60), add(60)])).toHaveLength(1);
});
