import type { Certainty } from "./phrase.ts";
import { amountOf, countSource } from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Lead = Certainty & { leadMinutes: number | null };

/** FR-004: the longest lead time, 28 days. Equal to `limits` of the contract (a test compares them). */
export const maximumLeadMinutes = 40_320;
const unitMinutes = { minutes: 1, hours: 60, days: 1_440, weeks: 10_080 } as const;

/** Lead times of reminders: "1h before", "remind me 30 min before", "no reminder". */
export function createLeadReader(words: Vocabulary): Reader<Lead> {
  const units = { ...words.timeUnits, ...words.dayUnits };
  const amount = `(?:(?<half>${words.halfHour})|${countSource(words)}(?<unit>${oneOf(units)})|(?:${words.the})\\s+(?<theDay>${words.day}))`;
  const remind = `(?:${words.remind})\\s+`;
  const minutesOf = (groups: Groups): number | null => {
    if (groups["half"] !== undefined) return 30;
    const unit = groups["theDay"] ? "days" : meaningOf(units, groups["unit"] ?? "");
    if (unit === undefined || unit === "months" || unit === "years") return null;
    const minutes = (groups["theDay"] ? 1 : (amountOf(words, groups) ?? 0)) * unitMinutes[unit];
    return minutes <= maximumLeadMinutes ? minutes : null;
  };
  const read =
    (certainty: Certainty) =>
    (groups: Groups): Lead | null => {
      const leadMinutes = minutesOf(groups);
      return leadMinutes === null ? null : { leadMinutes, ...certainty };
    };
  return longest<Lead>([
    form(`${remind}${amount}\\s+(?:${words.before})`, read({})),
    form(`${amount}\\s+(?:${words.before})`, read({ caution: "edge", needs: "due" })),
    form(words.noReminder, () => ({ leadMinutes: null, caution: "edge" })),
    form(`${remind}(?:${words.whenDue})`, () => ({ leadMinutes: 0 })),
  ]);
}
