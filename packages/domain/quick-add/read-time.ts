import { partOf, partSource } from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import type { Certainty, PartOfDay, TimeOfDay } from "./phrase.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Time = Certainty & { time: TimeOfDay };

/** Hours that mean the afternoon when nothing else is said: nobody plans for 3 in the night. */
const afternoonUntil = 6;

/** The time that a part of the day stands for, in minutes since midnight. */
export const partOfDayMinutes: Record<PartOfDay, number> = {
  morning: 9 * 60,
  noon: 12 * 60,
  afternoon: 15 * 60,
  evening: 19 * 60,
  night: 20 * 60,
};

/** A night goes on until then, past the midnight that ends its day. */
const nightUntil = 4;

/** A time as it is meant beside a part of the day: "tonight at 8" is 20:00, "tonight at 2" is 26:00. */
export function minutesIn(time: TimeOfDay, partOfDay: PartOfDay | undefined): number {
  if (!time.isHourOpen || partOfDay === "morning") return time.minutes;
  const isBefore = (hour: number): boolean => time.minutes < (hour + 1) * 60;
  if (partOfDay === "night" && isBefore(nightUntil)) return time.minutes + 24 * 60;
  const isLate = partOfDay !== undefined && partOfDay !== "noon";
  return isLate || isBefore(afternoonUntil) ? time.minutes + 12 * 60 : time.minutes;
}

/** Times of day: "9am", "18:30", "at 8", "at noon", "half past nine". */
export function createTimeReader(words: Vocabulary): Reader<Time> {
  const lead = `(?:${partSource(words, "before")},?\\s+)?(?:(?:(?<lead>${words.at})\\s+|(?<lead2>@)\\s*))?`;
  const part = `(?:,?\\s+${partSource(words, "part")})?`;
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
      const part = partOf(words, groups, "part") ?? partOf(words, groups, "before");
      const time = worry === null ? null : toTime(hourOf(groups), groups, part);
      return time && { time, ...(worry && !part ? { caution: worry } : {}) };
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

function toTime(hour: number, groups: Groups, part: PartOfDay | undefined): TimeOfDay | null {
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
  return part ? { minutes: minutesIn(time, part) % 1_440, isHourOpen: false } : time;
}
