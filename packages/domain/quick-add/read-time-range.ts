import type { Certainty } from "./phrase.ts";
import { betweenSource, partOf, partSource } from "./read-number.ts";
import { form, type Groups, type Reader } from "./reader.ts";
import { toTime, type Time } from "./time-of-day.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Ranges of times, which count as their start: "from 3pm to 4pm", "9-10am", "von 15 bis 16 Uhr". */
export function createRangeReader(words: Vocabulary): Reader<Time> {
  const lead = `(?:${partSource(words, "before")},?\\s+)?(?:(?<lead>${words.at}|${words.from})\\s+)?`;
  const part = `(?:,?\\s+${partSource(words, "part")})?`;
  const between = `(?<between>${betweenSource(words)})`;
  const source = `${lead}${clockSource(words, "start")}${between}${clockSource(words, "end")}${part}`;
  return form(source, (groups) => {
    const [start, end] = [clockIn(groups, "start"), clockIn(groups, "end")];
    const caution = cautionOf(groups, start, end);
    if (caution === null || toTime(end.hour, end.groups, undefined) === null) return null;
    const said = partOf(words, groups, "part") ?? partOf(words, groups, "before");
    const time = toTime(start.hour, { ...start.groups, ...halfOf(start, end) }, said);
    return time && { time, ...(caution ? { caution } : {}) };
  });
}

/** "3", "3:30", "3pm", "15.30 Uhr"; the names of its groups begin with `name`. */
function clockSource({ am, pm, oClock }: Vocabulary, name: string): string {
  const minutes = `(?:(?<${name}Point>[:.])(?<${name}Minute>[0-5]\\d))?`;
  const mark = `(?:\\s*(?:(?<${name}Am>${am})|(?<${name}Pm>${pm})|(?<${name}Clock>${oClock})))?`;
  return `(?<${name}Hour>\\d{1,2})${minutes}${mark}`;
}

type Clock = {
  hour: number;
  /** As `toTime` takes them. */
  groups: Groups;
  /** "." or ":" before minutes. */
  point: string | undefined;
  isMarked: boolean;
  isFull: boolean;
};

function clockIn(groups: Groups, name: string): Clock {
  const of = (part: string): string | undefined => groups[name + part];
  const [hour, minute, am, pm] = [of("Hour"), of("Minute"), of("Am"), of("Pm")];
  return {
    hour: Number(hour),
    groups: { hour, minute, am, pm },
    point: of("Point"),
    isMarked: (am ?? pm ?? of("Clock")) !== undefined,
    isFull: minute !== undefined && hour?.length === 2,
  };
}

/** How sure a range is; null for what is none: "3-4", and "2.50 to 3.50" without "Uhr". */
function cautionOf(
  { lead, between = "" }: Groups,
  start: Clock,
  end: Clock,
): Certainty["caution"] | null {
  const isMarked = start.isMarked || end.isMarked;
  if (!isMarked && (start.point === "." || end.point === ".")) return null;
  const isTight = !/\s/u.test(between);
  const isClear = isMarked || (start.isFull && end.isFull);
  if (isClear && (lead !== undefined || !isTight)) return undefined;
  return lead !== undefined || isClear || (start.point && end.point) ? "beside" : null;
}

/** The half of the day that a start without one has: "3 to 4pm" is in one half, "11 to 1pm" in two. */
function halfOf(start: Clock, end: Clock): Groups {
  const { am, pm } = end.groups;
  const half = pm ?? am;
  if (half === undefined || start.isMarked || start.hour > 12) return {};
  const isSameHalf = minutesOf(start) < minutesOf(end);
  return isSameHalf === (pm !== undefined) ? { pm: half } : { am: half };
}

function minutesOf({ hour, groups }: Clock): number {
  return (hour % 12) * 60 + Number(groups["minute"] ?? "0");
}
