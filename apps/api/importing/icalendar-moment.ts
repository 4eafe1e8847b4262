import { dayMs } from "@pakaura/domain/calendar";
import { normaliseDueDate } from "@pakaura/domain/due-date";
import { type LocalTime, toDateText } from "@pakaura/domain/local-time";
import { readDate, type WrittenDate } from "./icalendar-date.ts";
import type { Property } from "./icalendar-property.ts";
import { namedZone, type Zone, type Zones } from "./icalendar-zones.ts";

/** A date or an instant of a task, as a due date is written, with where it lies. */
export type Moment = {
  dueDate: string;
  epochMs: number;
  /** What the clock shows in its zone; midnight of a day. */
  wall: LocalTime;
  isAllDay: boolean;
  zone: Zone;
};

/** A moment, or why there is none; `unknownZone` names the one that the user's own was taken for. */
export type ReadMoment = { moment: Moment; unknownZone: string | null } | { why: string };

export type MomentContext = { home: Zone; zones: Zones };

const utc = namedZone("UTC");
/** An address such as `tzone://Microsoft/Utc` has a colon of its own, and is seldom put into quotes. */
const restOfZone = /^([^:]{0,200}):(\d{4}[\dTZ-]{4,14})$/iu;

/**
 * A DATE or DATE-TIME property. A time in UTC is that instant; one with a TZID lies in that zone, and one
 * without, or with a TZID that nobody knows, in the user's.
 */
export function readMoment(property: Property, { home, zones }: MomentContext): ReadMoment {
  const { tzid, value } = partsOf(property);
  const dayOnly = property.parameters.get("VALUE")?.toUpperCase() === "DATE";
  const date = readDate(value, { dayOnly });
  if (date === null) return { why: "is no date that there is" };
  const known = tzid === "" ? home : zones(tzid);
  const zone = date.offsetMinutes === null ? (known ?? home) : utc;
  const moment = momentOf(date, date.isAllDay ? home : zone);
  if (moment === null) return { why: "lies outside the years 1970 to 9999" };
  const isUnknown = !date.isAllDay && date.offsetMinutes === null && known === null;
  return { moment, unknownZone: isUnknown ? tzid : null };
}

function partsOf({ parameters, value }: Property): { tzid: string; value: string } {
  const tzid = parameters.get("TZID") ?? "";
  const [, rest, date] = tzid === "" ? [] : (restOfZone.exec(value) ?? []);
  return date === undefined ? { tzid, value } : { tzid: `${tzid}:${rest}`, value: date };
}

function momentOf({ wall, isAllDay, offsetMinutes }: WrittenDate, zone: Zone): Moment | null {
  const clock = wall - (offsetMinutes ?? 0) * 60_000;
  const epochMs = zone.toEpochMs(clock);
  const dueDate = isAllDay ? toDateText(clock) : instantText(epochMs);
  const answer = dueDate === null ? null : normaliseDueDate(dueDate);
  if (answer === null || "error" in answer) return null;
  return { dueDate: answer.dueDate, epochMs, wall: clock, isAllDay, zone };
}

/** The moment at which the clock of a zone shows this; null outside the years that are kept. */
export function momentAt(wall: LocalTime, isAllDay: boolean, zone: Zone): Moment | null {
  return momentOf({ wall, isAllDay, offsetMinutes: null }, zone);
}

/** The moment that lies so much later on the clock of its zone; a day stays a day. */
export function later(moment: Moment, ms: number): Moment | null {
  if (!moment.isAllDay) {
    const epochMs = moment.epochMs + ms;
    const dueDate = instantText(epochMs);
    if (dueDate === null || "error" in normaliseDueDate(dueDate)) return null;
    return { ...moment, epochMs, dueDate, wall: moment.zone.toLocal(epochMs) };
  }
  const days = Math.floor(ms / dayMs) * dayMs;
  return momentAt(moment.wall + days, true, moment.zone);
}

function instantText(epochMs: number): string | null {
  return Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : null;
}
