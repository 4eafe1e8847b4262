import type { RecurrenceInput } from "@pakaura/contract/http";
import { parseQuickAdd, type QuickAddOptions } from "./parse-quick-add.ts";
import { isLanguageRead } from "./grammar.ts";

/** What a phrase that says nothing but when comes to. */
export type DatePhrase = {
  /** `2026-11-25`, or a UTC instant where a time was said; the first date of a recurrence. */
  dueDate: string | null;
  recurrence: RecurrenceInput | null;
};

export type DatePhraseOptions = Pick<QuickAddOptions, "now" | "timeZone"> & {
  weekStart?: QuickAddOptions["weekStart"];
  /** The language of the phrase, and the order of 12/25/2026 (BCP 47: "en", "en-US", "de"). */
  locale: string;
  /** The year of "17 Aug": the `next` that is not over (the default), or the `current` one, past or not. */
  year?: "next" | "current";
};

/** No phrase is longer; what is would only keep its reader busy. */
const maximumLength = 200;

/** A date in digits, which reads alike in most languages: "2026-12-01 18:30", "1.12.2026", "31/12/2026". */
const inDigits =
  /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\/\d{1,2}\/\d{4})(?:[ T]\d{1,2}:\d{2})?$/;

/**
 * Reads a whole phrase of another product that says when: "every! 3 days", "ev mon", "jeden Tag",
 * "17 Aug at 9am", "every day starting 1 dec". Null when not all of it was understood, so that no
 * day is ever guessed; of a language other than English and German only dates in digits are.
 */
export function readDatePhrase(phrase: string, options: DatePhraseOptions): DatePhrase | null {
  const text = phrase.trim();
  if (text === "" || text.length > maximumLength) return null;
  if (!isLanguageRead(options.locale) && !inDigits.test(text)) return null;
  const { weekStart = "monday", year = "next", ...rest } = options;
  const parsed = parseQuickAdd(text, { ...rest, weekStart, isWhole: true, year });
  const { title, dueDate, recurrence } = parsed;
  const saysMore = parsed.priority ?? parsed.reminderLeadMinutes ?? parsed.tags[0];
  if (title !== "" || saysMore !== undefined) return null;
  return dueDate === null && recurrence === null ? null : { dueDate, recurrence };
}
