import { RuleError } from "./read-rrule.ts";

/** Whether an error says that a stored series cannot be read: its rule, its start or an occurrence is none. */
export function isUnreadableSeries(error: unknown): error is RuleError | RangeError {
  return error instanceof RuleError || error instanceof RangeError;
}
