import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Recurrence } from "@pakaura/contract/task";
import { partsOfInput } from "@pakaura/domain/rule-of-input";
import { patternFields } from "@pakaura/domain/simple-patterns";
import { writeRRule } from "@pakaura/domain/write-rrule";

/** A recurrence as it will look until the server has answered with its dates. */
export function previewRecurrence(input: RecurrenceInput): Recurrence {
  const { from = "due_date" } = input;
  return { ...rulePreview(input), from, active: true, next_dates: [] };
}

function rulePreview(input: RecurrenceInput): Omit<Recurrence, "from" | "active" | "next_dates"> {
  try {
    const parts = partsOfInput(input);
    const { pattern, interval, dayOfWeek, dayOfMonth, intervalDays } = patternFields(parts, input);
    return {
      pattern,
      interval,
      day_of_week: dayOfWeek,
      day_of_month: dayOfMonth,
      interval_days: intervalDays,
      rrule: writeRRule(parts),
    };
  } catch {
    // The server will refuse it, and say why.
    const rrule = "rrule" in input ? input.rrule : "";
    const none = { day_of_week: null, day_of_month: null, interval_days: null };
    return { ...none, pattern: "rrule", interval: 1, rrule };
  }
}
