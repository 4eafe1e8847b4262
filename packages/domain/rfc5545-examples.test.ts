import { expect, test } from "vitest";
import corpus from "./rfc5545-examples.json" with { type: "json" };
import { nextOccurrences, parseRecurrence } from "./recurrence.ts";

const timeZone = "America/New_York";
const dayMs = 86_400_000;

type Example = { rule: string; dates: string; start?: string; times?: string };
const examples: Example[] = corpus.examples;

test.each(examples)("RFC 5545: $rule", (example) => {
  const isEndless = example.dates.endsWith("...");
  const dates = example.dates.split(" ").flatMap(expandRange);
  const times = (example.times ?? "09:00").split(" ");
  const start = example.start ?? dates[0] ?? "";
  const expected = dates.flatMap((date) => times.map((time) => toInstant(date, time)));
  const parsed = parseRecurrence(
    { rrule: example.rule },
    { dueDate: toInstant(start, times[0] ?? ""), timeZone, now: 0 },
  );
  if ("error" in parsed) throw new Error(parsed.error);
  const after = example.start === undefined ? "1996-01-01" : start;
  const count = expected.length + (isEndless ? 0 : 1);
  expect(nextOccurrences(parsed.rule, { after, timeZone, count })).toEqual(expected);
});

test("the rule reads the same in its canonical form", () => {
  for (const { rule, dates } of examples) {
    const dueDate = toInstant(dates.slice(0, 10), "09:00");
    const first = parseRecurrence({ rrule: rule }, { dueDate, timeZone, now: 0 });
    if ("error" in first) throw new Error(first.error);
    const again = parseRecurrence({ rrule: first.rule.rrule }, { dueDate, timeZone, now: 0 });
    expect(again).toEqual(first);
  }
});

function expandRange(text: string): string[] {
  if (text === "...") return [];
  const [from = "", to = from] = text.split("..");
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += dayMs) {
    days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}

function toInstant(date: string, time: string): string {
  const epochMs = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(
    timeZone,
  ).epochMilliseconds;
  return new Date(epochMs).toISOString();
}
