import { expect, test } from "vitest";
import { leaveOut } from "./leave-out.ts";

const wrong = (field: string) => ({ field, code: "x", message: "must be another" });

test("what is wrong is left out and stands in the notes", () => {
  const fields = { title: "Milk", notes: "Two", due_date: "soon", priority: "low" };
  expect(leaveOut(fields, [wrong("due_date")])).toEqual({
    fields: { title: "Milk", notes: "Due date: soon\n\nTwo", priority: "low" },
    warnings: [
      {
        code: "left_out",
        field: "due_date",
        value: "soon",
        message: 'Its due date "soon" is left out, and in the notes: due_date must be another.',
      },
    ],
  });
});

test("a series goes with its due date, because it would begin on another day", () => {
  const fields = { title: "Milk", due_date: "soon", recurrence: { rrule: "FREQ=DAILY" } };
  expect(leaveOut(fields, [wrong("due_date")])?.fields).toEqual({
    title: "Milk",
    notes: "Due date: soon\nRepeats: FREQ=DAILY",
  });
});

test("a lead time that cannot be is none, and not that of the settings", () => {
  const fields = { title: "Milk", reminder_lead_minutes: 1e9 };
  expect(leaveOut(fields, [wrong("reminder_lead_minutes")])?.fields.reminder_lead_minutes).toBe(
    null,
  );
});

test("a task cannot do without its title", () => {
  const fields = { title: "", due_date: "soon" };
  expect(leaveOut(fields, [wrong("title"), wrong("due_date")])).toBe(null);
});
