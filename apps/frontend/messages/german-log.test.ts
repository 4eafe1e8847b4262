import { entrySentence } from "@pakaura/domain/entry-sentence";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { expect, test } from "vitest";
import { loadMessages } from "./messages.ts";
import { germanLog, germanRecurrence } from "./german-log.ts";

await loadMessages("de");

type Told = Parameters<typeof entrySentence>[0];
const told: Told = { action: "", actor: "user", task_title: "Blumen gießen", changes: {} };

test.each<[Partial<Told>, string | null]>([
  [{ action: "task.created" }, "Aufgabe angelegt: Blumen gießen"],
  [{ action: "reminder.cancelled" }, "Erinnerung weggelegt: Blumen gießen"],
  [{ action: "reminder.cancelled", actor: "system" }, "Erinnerung aufgehoben: Blumen gießen"],
  [
    { action: "task.updated", changes: { priority: { old: "low", new: "high" } } },
    "Priorität von niedrig auf hoch geändert",
  ],
  [
    { action: "task.updated", changes: { due_date: { old: null, new: "2026-11-25" } } },
    "Fälligkeit auf 25.11.2026 gesetzt",
  ],
  [
    { action: "task.updated", changes: { tags: { old: ["a"], new: ["b", "c"] } } },
    "Tags hinzugefügt: b, c; Tag entfernt: a",
  ],
  [{ action: "task.created-by-the-future" }, null],
])("%j: %s", (fields, sentence) => {
  expect(entrySentence({ ...told, ...fields }, germanLog)).toBe(sentence);
});

test("a recurrence is a German sentence", () => {
  const weekly = {
    pattern: "weekly",
    interval: 2,
    day_of_week: ["MO", "TH"],
    day_of_month: null,
    interval_days: null,
    rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5",
    from: "completion",
    active: true,
  } as const;
  expect(describeRecurrence({ ...weekly, day_of_week: ["MO", "TH"] }, germanRecurrence)).toBe(
    "alle 2 Wochen am Mo und Do, ab Erledigung, 5-mal",
  );
});

test.each([
  ["FREQ=MONTHLY;BYMONTHDAY=1,15", "jeden Monat am 1. und 15."],
  ["FREQ=MONTHLY;BYDAY=2MO,4MO", "jeden Monat am 2. Mo und 4. Mo"],
])("%s is %j", (rrule, words) => {
  const monthly = {
    pattern: "rrule",
    interval: 1,
    day_of_week: null,
    day_of_month: null,
    interval_days: null,
    rrule,
    from: "due_date",
    active: true,
  } as const;
  expect(describeRecurrence(monthly, germanRecurrence)).toBe(words);
});
