import type { Certainty, PartOfDay, TimeOfDay } from "./phrase.ts";
import type { Clock } from "./read-clock.ts";

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

/** When a part of the day is over, in minutes since midnight. */
export const partOfDayEnds: Record<PartOfDay, number> = {
  morning: 12 * 60,
  noon: 14 * 60,
  afternoon: 18 * 60,
  evening: 24 * 60,
  night: 24 * 60,
};

/** A night goes on until then, past the midnight that ends its day. */
const nightUntil = 4;

/** A time as it is meant beside a part of the day: "tonight at 8" is 20:00, "tonight at 2" is 26:00. */
export function minutesIn(time: TimeOfDay, partOfDay: PartOfDay | undefined): number {
  if (!time.isHourOpen || partOfDay === "morning") return time.minutes;
  if (partOfDay === undefined && time.isAsWritten) return time.minutes;
  const isBefore = (hour: number): boolean => time.minutes < (hour + 1) * 60;
  if (partOfDay === "night" && isBefore(nightUntil)) return time.minutes + 24 * 60;
  const isLate = partOfDay !== undefined && partOfDay !== "noon";
  return isLate || isBefore(afternoonUntil) ? time.minutes + 12 * 60 : time.minutes;
}

/** The time that a clock shows, in a part of the day if one was said. */
export function toTime(clock: Clock, part: PartOfDay | undefined): TimeOfDay {
  const { hour, minute, half } = clock;
  if (half) {
    return { minutes: ((hour % 12) + (half === "pm" ? 12 : 0)) * 60 + minute, isHourOpen: false };
  }
  const isHourOpen = clock.isOpen && hour < 12 && hour * 60 + minute >= 30;
  const isAsWritten = clock.isAsWritten && isHourOpen ? { isAsWritten: true } : {};
  const time = { minutes: hour * 60 + minute, isHourOpen, ...isAsWritten };
  return part ? { minutes: minutesIn(time, part) % 1_440, isHourOpen: false } : time;
}
