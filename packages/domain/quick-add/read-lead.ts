import type { Certainty } from "./phrase.ts";
import { amountOf, countSource, withoutNames } from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Lead = Certainty & { leadMinutes: readonly number[] };

/** FR-004: the longest lead time, 28 days. Equal to `limits` of the contract (a test compares them). */
export const maximumLeadMinutes = 40_320;
const unitMinutes = { minutes: 1, hours: 60, days: 1_440, weeks: 10_080 } as const;

/** What joins two lead times, with the space around it: " and ". */
export function joinSource({ and }: Vocabulary): string {
  return String.raw`(?:\s*[,;&+]\s*|\s*[,;]?\s+(?:${and})\s+)`;
}

/** Lead times of reminders: "1h before", "remind me 1 day and 30 min before", "no reminder". */
export function createLeadReader(words: Vocabulary): Reader<Lead> {
  const units = { ...words.timeUnits, ...words.dayUnits };
  const part = `(?:(?<half>${words.halfHour})|${countSource(words)}(?<unit>${oneOf(units)})|(?:${words.the})\\s+(?<theDay>${words.day}))`;
  const some = (unit: keyof typeof unitMinutes): string => {
    const names = Object.entries(units).filter(([, meaning]) => meaning === unit);
    return withoutNames(`${countSource(words)}${oneOf(Object.fromEntries(names))}`);
  };
  // "1 day and 1 hour" are two lead times, "1 hour and 30 minutes" are one.
  const sum = `${some("hours")}(?:\\s*|\\s+(?:${words.and})\\s+)${some("minutes")}|${some("days")}\\s*${some("hours")}`;
  const amount = `(?:${sum}|${withoutNames(part)})`;
  // Five at most: there are two ways to read "1h and 30m", and they would double with each.
  const amounts = `(?<amounts>${amount}(?:${joinSource(words)}${amount}){0,4})`;
  const remind = `(?:${words.remind})\\s+`;

  const minutesOf = (groups: Groups): number => {
    if (groups["half"] !== undefined) return 30;
    if (groups["theDay"] !== undefined) return unitMinutes.days;
    const unit = meaningOf(units, groups["unit"] ?? "");
    if (unit === undefined || unit === "months" || unit === "years") return Infinity;
    return (amountOf(words, groups) ?? 0) * unitMinutes[unit];
  };
  const [everyAmount, everyPart] = [every(amount), every(part)];
  const read =
    (certainty: Certainty) =>
    ({ amounts: said = "" }: Groups): Lead | null => {
      const leadMinutes = [...said.matchAll(everyAmount)].map(([one]) =>
        [...one.matchAll(everyPart)].reduce((sum, { groups }) => sum + minutesOf(groups ?? {}), 0),
      );
      return Math.max(...leadMinutes) > maximumLeadMinutes ? null : { leadMinutes, ...certainty };
    };
  return longest<Lead>([
    form(`${remind}${amounts}\\s+(?:${words.before})`, read({})),
    form(`${amounts}\\s+(?:${words.before})`, read({ caution: "edge", needs: "due" })),
    form(words.noReminder, () => ({ leadMinutes: [], caution: "edge" })),
    form(`${remind}(?:${words.whenDue})`, () => ({ leadMinutes: [0] })),
  ]);
}

function every(source: string): RegExp {
  return new RegExp(`${source}(?!\\p{L})`, "giu");
}
