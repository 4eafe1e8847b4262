import { dayMs, daysInMonth, toDayNumber } from "@pakaura/domain/calendar";
import type { LocalTime } from "@pakaura/domain/local-time";

/** A DATE or a DATE-TIME as it is written (RFC 5545 section 3.3.4 and 3.3.5), in no zone yet. */
export type WrittenDate = {
  /** What the clock shows; midnight of a day. */
  wall: LocalTime;
  isAllDay: boolean;
  /** Minutes before UTC (0 for a "Z"); null for a time that lies in some zone. */
  offsetMinutes: number | null;
};

const form =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/iu;

/**
 * Reads `20261215`, `20261215T153500` and `20261215T153500Z`, also as ISO 8601 has them and with an offset,
 * which some programs write. Null for anything else, and for days and times that there are not.
 */
export function readDate(text: string, { dayOnly = false } = {}): WrittenDate | null {
  const match = form.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 60) return null;
  const midnight = toDayNumber({ year, month, day }) * dayMs;
  if (match[4] === undefined || dayOnly)
    return { wall: midnight, isAllDay: true, offsetMinutes: null };
  // A leap second is read as second 59 (section 3.3.12).
  const wall = midnight + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1_000;
  return { wall, isAllDay: false, offsetMinutes: offsetOf(match[7]) };
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text.toUpperCase() === "Z") return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith("-") ? -minutes : minutes;
}

const durationForm =
  /^([+-])?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})D)?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/iu;
const unitsMs = [7 * dayMs, dayMs, dayMs, 3_600_000, 60_000, 1_000];

/** Milliseconds of a DURATION (RFC 5545 section 3.3.6); null for anything else. */
export function readDuration(text: string): number | null {
  const match = durationForm.exec(text.trim());
  const numbers = match?.slice(2) ?? [];
  if (match === null || numbers.every((number) => number === undefined)) return null;
  const ms = numbers.reduce((sum, number, at) => sum + Number(number ?? 0) * (unitsMs[at] ?? 0), 0);
  return match[1] === "-" ? -ms : ms;
}
