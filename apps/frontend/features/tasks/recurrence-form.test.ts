import type { RecurrenceInput } from "@pakaura/contract/http";
import { expect, it } from "vitest";
import { answeredRecurrence } from "../quick-add/repeat-words.ts";
import { emptyForm, fromForm, toForm, type RecurrenceForm } from "./recurrence-form.ts";

const berlin = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-26T11:30:00Z") };

function answered(input: RecurrenceInput, dueDate = "2026-11-27") {
  const answer = answeredRecurrence(input, { ...berlin, dueDate });
  if (!answer) throw new Error("refused");
  return answer;
}

it.each<Partial<RecurrenceForm>>([
  { unit: "day" },
  { unit: "day", interval: 10 },
  { unit: "week", days: ["MO", "TH"] },
  { unit: "week", interval: 2, days: ["FR"] },
  { unit: "month", dayOfMonth: -1 },
  { unit: "month", interval: 3, dayOfMonth: 31, from: "completion" },
  { unit: "year" },
  { unit: "day", ends: { kind: "after", count: 3 } },
  { unit: "week", days: ["MO", "TH"], ends: { kind: "on", date: "2027-03-01" } },
  { unit: "month", dayOfMonth: 31, ends: { kind: "after", count: 12 } },
])("what is filled in comes back from the server: %o", (fields) => {
  const form = { ...emptyForm, ...fields };
  expect(toForm(answered(fromForm(form)))).toEqual(form);
});

it("counts the task itself as the first of so many times, and ends on the last day that was given", () => {
  const thrice = fromForm({ ...emptyForm, unit: "day", ends: { kind: "after", count: 3 } });
  expect(answered(thrice).next_dates).toEqual(["2026-11-28", "2026-11-29"]);
  const until = fromForm({ ...emptyForm, unit: "day", ends: { kind: "on", date: "2026-11-29" } });
  expect(answered(until).next_dates).toEqual(["2026-11-28", "2026-11-29"]);
  expect(answered(until, "2026-11-27T22:30:00.000Z").next_dates).toEqual([
    "2026-11-28T22:30:00.000Z",
    "2026-11-29T22:30:00.000Z",
  ]);
  const early = fromForm({ ...emptyForm, unit: "day", ends: { kind: "on", date: "2026-11-20" } });
  expect(answeredRecurrence(early, { ...berlin, dueDate: "2026-11-27" })).toBeNull();
});

it("does not pretend to know a rule that it cannot show", () => {
  expect(toForm(answered({ rrule: "FREQ=MONTHLY;BYDAY=2TU" }))).toBeNull();
  expect(toForm(answered({ rrule: "FREQ=DAILY;UNTIL=20270301T120000Z" }))).toBeNull();
});
