import { form, longest, type Groups, type Reader } from "./reader.ts";
import type { Certainty, PartOfDay, TimeOfDay } from "./phrase.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Time = Certainty & { time: TimeOfDay };

/** Hours that mean the afternoon when nothing else is said: nobody plans for 3 in the night. */
const afternoonUntil = 6;

/** The time that a part of the day stands for, in minutes since midnight. */
export const partOfDayMinutes: Record<PartOfDay, number> = {
  morning: 9 * 60,
  afternoon: 15 * 60,
  evening: 19 * 60,
  night: 20 * 60,
};

/** A time as it is meant beside a part of the day: "tonight at 8" is 20:00. */
export function minutesIn(time: TimeOfDay, partOfDay: PartOfDay | undefined): number {
  if (!time.isHourOpen || partOfDay === "morning") return time.minutes;
  const isEarly = time.minutes < (afternoonUntil + 1) * 60;
  return partOfDay !== undefined || isEarly ? time.minutes + 12 * 60 : time.minutes;
}

/** Times of day: "9am", "18:30", "at 8", "at noon", "half past nine". */
export function createTimeReader(words: Vocabulary): Reader<Time> {
  const lead = `(?:(?:(?<lead>${words.at})\\s+|(?<lead2>@)\\s*))?`;
  const part = `(?:,?\\s+(?:${words.inThePart})\\s+(?<part>${oneOf(words.partsOfDay)}))?`;
  const hourWord = `(?<hourWord>${oneOf(words.numbers)})`;
  const minutes = String.raw`:(?<minute>[0-5]\d)`;
  const clock = String.raw`(?<hour>\d{1,2})`;
  const half = `\\s*(?:(?<am>${words.am})|(?<pm>${words.pm}))`;
  const oClock = `(?:${words.oClock})`;
  const past = `(?:(?<halfPast>${words.halfPast})|(?<halfTo>${words.halfTo})|(?<quarterPast>${words.quarterPast})|(?<quarterTo>${words.quarterTo}))\\s+`;
  const hourOf = (groups: Groups): number =>
    groups["hour"] === undefined
      ? (meaningOf(words.numbers, groups["hourWord"] ?? "") ?? 99)
      : Number(groups["hour"]);
  const read =
    (caution: (groups: Groups) => Certainty["caution"] | null) =>
    (groups: Groups): Time | null => {
      const worry = caution(groups);
      const time = worry === null ? null : toTime(hourOf(groups), groups, words);
      return time && { time, ...(worry ? { caution: worry } : {}) };
    };
  const hasLead = ({ lead, lead2 }: Groups): boolean => (lead ?? lead2) !== undefined;
  return longest<Time>([
    form(
      `${lead}(?:${clock}(?:${minutes})?|${hourWord})${half}${part}`,
      read(() => undefined),
    ),
    form(
      `${lead}${clock}${minutes}(?::\\d\\d)?${part}`,
      read((groups) => (hasLead(groups) || groups["hour"]?.length === 2 ? undefined : "beside")),
    ),
    form(
      `${lead}(?:${clock}(?:[:.](?<minute>[0-5]\\d))?\\s*|${hourWord}\\s+)${oClock}${part}`,
      read(() => undefined),
    ),
    form(
      `${lead}(?:${clock}|${hourWord})${part}`,
      read((groups) => (hasLead(groups) ? "edge" : null)),
    ),
    form(
      `${lead}${past}(?:${clock}|${hourWord})${part}`,
      read(() => "edge"),
    ),
    form(`${lead}(?:(?<noon>${words.noon})|(?<midnight>${words.midnight}))`, (groups) => ({
      time: { minutes: groups["noon"] ? 12 * 60 : 24 * 60, isHourOpen: false },
      ...(hasLead(groups) ? {} : { caution: "edge" }),
    })),
  ]);
}

/** Minutes beside the hour, by the group that says so. */
const offsets: readonly (readonly [string, number])[] = [
  ["halfPast", 30],
  ["halfTo", -30],
  ["quarterPast", 15],
  ["quarterTo", -15],
];

function toTime(hour: number, groups: Groups, words: Vocabulary): TimeOfDay | null {
  const { am, pm, minute = "0" } = groups;
  if (am ?? pm) {
    if (hour < 1 || hour > 12) return null;
    return {
      minutes: ((hour % 12) + (pm === undefined ? 0 : 12)) * 60 + Number(minute),
      isHourOpen: false,
    };
  }
  if (hour > 23) return null;
  const offset = offsets.find(([name]) => groups[name] !== undefined)?.[1] ?? 0;
  const isHourOpen = hour >= 1 && hour < 12 && !groups["hour"]?.startsWith("0");
  const time = { minutes: hour * 60 + Number(minute) + offset, isHourOpen };
  if (time.minutes < 0) return null;
  const part = meaningOf(words.partsOfDay, groups["part"] ?? "");
  return part ? { minutes: minutesIn(time, part), isHourOpen: false } : time;
}
