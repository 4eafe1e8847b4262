import { beforeAll, expect, it } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import { reminderWords } from "./reminder-words.ts";

const context = { now: Date.parse("2026-11-26T11:30:00Z"), timeZone: "Europe/Berlin" };
const reminder = {
  reminderId: "r",
  eventId: null,
  taskId: "t",
  title: "Call Ann",
  dueDate: "2026-11-26T12:00:00.000Z",
  remindAt: "2026-11-26T11:30:00.000Z",
  isLate: false,
};

beforeAll(async () => {
  await loadMessages("en", ["en-GB"]);
  await loadAllMessages();
});

it("says when the task is due", () => {
  expect(reminderWords(reminder, context)).toBe("Due Today 13:00");
  expect(reminderWords({ ...reminder, dueDate: "2026-11-27" }, context)).toBe("Due Tomorrow");
});

it("says when it was due, and that the reminder is late", () => {
  const late = { ...reminder, dueDate: "2026-11-25T08:00:00.000Z", isLate: true };
  expect(reminderWords({ ...late, remindAt: "2026-11-25T07:30:00.000Z" }, context)).toBe(
    "Was due Yesterday 09:00 · late, it was for Yesterday 08:30",
  );
});

it("says only that it is late when its moment is the one that the task was due", () => {
  const late = { ...reminder, dueDate: "2026-11-25T08:00:00.000Z", isLate: true };
  expect(reminderWords({ ...late, remindAt: late.dueDate }, context)).toBe(
    "Was due Yesterday 09:00 · late",
  );
});

it("says only that it is one for a task without a due date", () => {
  expect(reminderWords({ ...reminder, dueDate: null }, context)).toBe("Reminder");
});
