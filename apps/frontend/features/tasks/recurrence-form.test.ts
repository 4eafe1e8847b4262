import { expect, it } from "vitest";
import { previewRecurrence } from "./preview-recurrence.ts";
import { emptyForm, fromForm, toForm, type RecurrenceForm } from "./recurrence-form.ts";

it.each<Partial<RecurrenceForm>>([
  { unit: "day" },
  { unit: "day", interval: 10 },
  { unit: "week", days: ["MO", "TH"] },
  { unit: "week", interval: 2, days: ["FR"] },
  { unit: "month", dayOfMonth: -1 },
  { unit: "month", interval: 3, dayOfMonth: 31, from: "completion" },
  { unit: "year" },
])("what is filled in comes back: %o", (fields) => {
  const form = { ...emptyForm, ...fields };
  expect(toForm(previewRecurrence(fromForm(form)))).toEqual(form);
});

it("does not pretend to know a rule that it cannot show", () => {
  expect(toForm(previewRecurrence({ rrule: "FREQ=MONTHLY;BYDAY=2TU" }))).toBeNull();
  expect(toForm(previewRecurrence({ pattern: "daily", count: 5 }))).toBeNull();
});
