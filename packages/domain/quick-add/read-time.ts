import { createRangeReader } from "./read-time-range.ts";
import { betweenSource, partOf, partSource } from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import type { Certainty } from "./phrase.ts";
import { toTime, type Time } from "./time-of-day.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

/** Times of day: "9am", "18:30", "at 8", "at noon", "half past nine", "from 3 to 4pm". */
export function createTimeReader(words: Vocabulary): Reader<Time> {
  return longest([createClockReader(words), createRangeReader(words)]);
}

function createClockReader(words: Vocabulary): Reader<Time> {
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
      // "From 1 to 10" is no time but a range.
      `${lead}(?:${clock}|${hourWord})${part}(?!${betweenSource(words)}\\d)`,
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
