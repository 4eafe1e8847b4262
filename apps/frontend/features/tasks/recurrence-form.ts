import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence, Weekday } from "@pakaura/contract/task";

export const units = ["day", "week", "month", "year"] as const;
export type Unit = (typeof units)[number];

/** When a series ends; `date` is its last possible day, and the task itself is the first of `count`. */
export type Ends =
  | { kind: "never" }
  | { kind: "on"; date: string }
  | { kind: "after"; count: number };

/** What the form of a recurrence holds. */
export type RecurrenceForm = {
  unit: Unit;
  interval: number;
  days: Weekday[];
  /** 1 to 31, -1 for the last day, null for the day of the due date. */
  dayOfMonth: number | null;
  from: "due_date" | "completion";
  ends: Ends;
};

/** The form for a task that does not repeat yet. */
export const emptyForm: RecurrenceForm = {
  unit: "week",
  interval: 1,
  days: [],
  dayOfMonth: null,
  from: "due_date",
  ends: { kind: "never" },
};

const unitOf: Record<Exclude<Recurrence["pattern"], "rrule">, Unit> = {
  daily: "day",
  custom: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
};

/** A recurrence as the form shows it; null when only its rule can say it. */
export function toForm(recurrence: Recurrence): RecurrenceForm | null {
  const ends = endsOf(recurrence.rrule);
  if (recurrence.pattern === "rrule" || ends === null) return null;
  return {
    unit: unitOf[recurrence.pattern],
    interval: recurrence.interval_days ?? recurrence.interval,
    days: recurrence.day_of_week ?? [],
    dayOfMonth: recurrence.day_of_month,
    from: recurrence.from,
    ends,
  };
}

/** Null for an end at a time of day, which the form has no place for. */
function endsOf(rrule: string): Ends | null {
  const count = /(?:^|;)COUNT=(\d+)/.exec(rrule)?.[1];
  if (count !== undefined) return { kind: "after", count: Number(count) };
  const until = /(?:^|;)UNTIL=([^;]+)/.exec(rrule)?.[1];
  if (until === undefined) return { kind: "never" };
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(until) ?? [];
  return year ? { kind: "on", date: `${year}-${month}-${day}` } : null;
}

/** The form as the API takes it. */
export function fromForm(form: RecurrenceForm): RecurrenceInput {
  const { interval, from, ends } = form;
  const end = {
    ...(ends.kind === "on" ? { until: ends.date } : {}),
    ...(ends.kind === "after" ? { count: ends.count } : {}),
  };
  const common = { ...(interval > 1 ? { interval } : {}), from, ...end };
  switch (form.unit) {
    case "day":
      return interval > 1
        ? { pattern: "custom", interval_days: interval, from, ...end }
        : { pattern: "daily", from, ...end };
    case "week":
      return {
        pattern: "weekly",
        ...(form.days.length > 0 ? { day_of_week: form.days } : {}),
        ...common,
      };
    case "month":
      return {
        pattern: "monthly",
        ...(form.dayOfMonth === null ? {} : { day_of_month: form.dayOfMonth }),
        ...common,
      };
    case "year":
      return { pattern: "yearly", ...common };
  }
}
