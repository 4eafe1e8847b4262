import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence, Weekday } from "@pakaura/contract/task";

export const units = ["day", "week", "month", "year"] as const;
export type Unit = (typeof units)[number];

/** What the form of a recurrence holds. */
export type RecurrenceForm = {
  unit: Unit;
  interval: number;
  days: Weekday[];
  /** 1 to 31, -1 for the last day, null for the day of the due date. */
  dayOfMonth: number | null;
  from: "due_date" | "completion";
};

/** The form for a task that does not repeat yet. */
export const emptyForm: RecurrenceForm = {
  unit: "week",
  interval: 1,
  days: [],
  dayOfMonth: null,
  from: "due_date",
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
  if (recurrence.pattern === "rrule" || /COUNT=|UNTIL=/.test(recurrence.rrule)) return null;
  return {
    unit: unitOf[recurrence.pattern],
    interval: recurrence.interval_days ?? recurrence.interval,
    days: recurrence.day_of_week ?? [],
    dayOfMonth: recurrence.day_of_month,
    from: recurrence.from,
  };
}

/** The form as the API takes it. */
export function fromForm(form: RecurrenceForm): RecurrenceInput {
  const { interval, from } = form;
  const common = { ...(interval > 1 ? { interval } : {}), from };
  switch (form.unit) {
    case "day":
      return interval > 1
        ? { pattern: "custom", interval_days: interval, from }
        : { pattern: "daily", from };
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
