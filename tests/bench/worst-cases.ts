import { parseQuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import { rulesAtLimits } from "@pakaura/domain/rules-at-limits.case";
import { toRecurrence } from "@pakaura/domain/recurrence";
import type { RecurrenceRule } from "@pakaura/domain/recurrence-rule";
import { ms, type Row } from "./row.ts";
import { median } from "./statistics.ts";

const now = Date.parse("2026-11-29T10:00:00Z");
const timeZone = "Europe/Berlin";

const weekly: RecurrenceRule = {
  pattern: "rrule",
  interval: 1,
  dayOfWeek: null,
  dayOfMonth: null,
  intervalDays: null,
  rrule: "FREQ=WEEKLY;BYDAY=MO,TH",
  repeatFrom: "due_date",
  active: true,
  startsAt: "2026-11-02T09:00:00.000Z",
};

/** Milliseconds of what is done at once, the median of a few rounds after one that warms up. */
function medianMs(act: () => void): number {
  const times = Array.from({ length: 6 }, () => {
    const began = performance.now();
    act();
    return performance.now() - began;
  });
  return median(times.slice(1));
}

const datesOf = (rule: RecurrenceRule) =>
  toRecurrence(rule, { dueDate: rule.startsAt, timeZone, now });

/** The longest walk over dates that the limits let through, against a hundred ordinary rules. */
function compareRules(): Row {
  const ours = rulesAtLimits.map(([rrule, startsAt]) =>
    medianMs(() => datesOf({ ...weekly, rrule, startsAt })),
  );
  const reference = medianMs(() => {
    for (let count = 0; count < 100; count += 1) datesOf(weekly);
  });
  const slowest = Math.max(...ours);
  return {
    number: "17",
    measure: "dates of the slowest rule / of 100 ordinary ones",
    ours: ms(slowest),
    reference: ms(reference),
    ratio: slowest / reference,
    target: { atMost: 10 },
  };
}

const pieces = ["a@", "every ", "1st, ", "!", '"', "a", "1. ", "from 3 - ", "every 1st and "];
const ordinary = "Pay rent every 1st at 9am !high #home";
const lineLength = 20_000;

function read(text: string): void {
  parseQuickAdd(text, { now, timeZone, weekStart: "monday", locale: "de-DE" });
}

/** The line that quick add takes longest for, against as many letters of ordinary lines. */
function compareLines(): Row {
  const ours = pieces.map((piece) => medianMs(() => read(piece.repeat(lineLength / piece.length))));
  const reference = medianMs(() => {
    for (let length = 0; length < lineLength; length += ordinary.length) read(ordinary);
  });
  const slowest = Math.max(...ours);
  return {
    number: "17",
    measure: "quick add of 20,000 letters at once / in ordinary lines",
    ours: ms(slowest),
    reference: ms(reference),
    ratio: slowest / reference,
    target: { atMost: 10 },
  };
}

/** Row 17: what the worst input costs that the limits let through. */
export async function benchWorstCases(): Promise<Row[]> {
  return [compareRules(), compareLines()];
}
