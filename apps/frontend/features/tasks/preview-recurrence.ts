import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence } from "@pakaura/contract/task";

const frequencies = {
  daily: "DAILY",
  weekly: "WEEKLY",
  monthly: "MONTHLY",
  yearly: "YEARLY",
  custom: "DAILY",
} as const;

/** A recurrence as it will look until the server has answered with its dates. */
export function previewRecurrence(input: RecurrenceInput): Recurrence {
  const pattern = "pattern" in input ? input.pattern : "rrule";
  const days = "day_of_week" in input ? (input.day_of_week ?? null) : null;
  const intervalDays = "interval_days" in input ? input.interval_days : null;
  const interval = input.interval ?? 1;
  return {
    pattern,
    interval,
    day_of_week: days,
    day_of_month: "day_of_month" in input ? (input.day_of_month ?? null) : null,
    interval_days: intervalDays,
    rrule: "rrule" in input ? input.rrule : simpleRule(input, intervalDays ?? interval, days),
    from: input.from ?? "due_date",
    active: true,
    next_dates: [],
  };
}

function simpleRule(
  input: Extract<RecurrenceInput, { pattern: string }>,
  interval: number,
  days: readonly string[] | null,
): string {
  const parts = [`FREQ=${frequencies[input.pattern]}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (input.count !== undefined) parts.push(`COUNT=${input.count}`);
  if (input.until !== undefined)
    parts.push(`UNTIL=${input.until.slice(0, 10).replaceAll("-", "")}`);
  if ("day_of_month" in input && input.day_of_month !== undefined)
    parts.push(`BYMONTHDAY=${input.day_of_month}`);
  if (days) parts.push(`BYDAY=${days.join(",")}`);
  return parts.join(";");
}
