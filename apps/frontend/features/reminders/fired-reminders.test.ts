import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  firedReminders,
  forgetReminders,
  hideReminders,
  showReminder,
  type Fired,
} from "./fired-reminders.ts";

const aFired = (reminderId: string, isLate = false): Fired => ({
  reminderId,
  eventId: null,
  taskId: `task of ${reminderId}`,
  title: "Call",
  dueDate: null,
  remindAt: "2026-11-27T09:00:00.000Z",
  isLate,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  forgetReminders();
  vi.useRealTimers();
});

test("a reminder that is told of while it is asked for is shown once", () => {
  showReminder(aFired("r"));
  showReminder(aFired("r", true));
  showReminder(aFired("other"));
  vi.runAllTimers();
  expect(firedReminders.get()).toEqual([aFired("r"), aFired("other")]);
  showReminder(aFired("r"));
  vi.runAllTimers();
  expect(firedReminders.get()).toEqual([aFired("other"), aFired("r")]);
});

test("one that is over before it is shown does not come", () => {
  showReminder(aFired("r"));
  showReminder(aFired("other"));
  hideReminders(({ reminderId }) => reminderId === "r");
  vi.runAllTimers();
  expect(firedReminders.get()).toEqual([aFired("other")]);
});
