import type { Certainty, PartOfDay, TimeOfDay } from "./phrase.ts";
import type { Groups } from "./reader.ts";

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

/** Minutes beside the hour, by the group that says so. */
const offsets: readonly (readonly [string, number])[] = [
  ["halfPast", 30],
  ["halfTo", -30],
  ["quarterPast", 15],
  ["quarterTo", -15],
];

/** The time that the groups of a reader found, `hour` apart; null when there is none such. */
export function toTime(
  hour: number,
  groups: Groups,
  part: PartOfDay | undefined,
): TimeOfDay | null {
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
