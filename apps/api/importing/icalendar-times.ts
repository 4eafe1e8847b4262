import { toEpochMs } from "@pakaura/domain/local-time";
import ICAL from "ical.js";

/** A date or an instant of a component, as a due date is written, with its instant. */
export type Moment = { dueDate: string; epochMs: number };

/** The user's time zone, and those that the file itself defines, by their names there. */
type Zones = { timeZone: string; definitions: ReadonlyMap<string, ICAL.Timezone> };

const minuteMs = 60_000;
/** Alarms of an all-day task count from midnight, our reminders from 09:00. */
const allDayLeadMinutes = 9 * 60;

/**
 * A DATE or DATE-TIME property. A time in UTC is that instant; one with a TZID lies in that zone, by
 * its IANA name or else by the VTIMEZONE of the file; one without lies in the user's zone.
 */
export function readMoment(component: ICAL.Component, name: string, zones: Zones): Moment | null {
  const property = component.getFirstProperty(name);
  const time: unknown = property?.getFirstValue();
  if (!property || !(time instanceof ICAL.Time)) return null;
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.isDate) {
    return {
      dueDate: new Date(wall).toISOString().slice(0, 10),
      epochMs: toEpochMs(wall, zones.timeZone),
    };
  }
  const epochMs = epochOf(time, wall, { ...zones, tzid: property.getParameter("tzid") });
  return { dueDate: new Date(epochMs).toISOString(), epochMs };
}

function epochOf(time: ICAL.Time, wall: number, zones: Zones & { tzid: unknown }): number {
  const { tzid, definitions, timeZone } = zones;
  if (time.zone === ICAL.Timezone.utcTimezone) return wall;
  if (typeof tzid !== "string") return toEpochMs(wall, timeZone);
  if (isZone(tzid)) return toEpochMs(wall, tzid);
  const definition = definitions.get(tzid);
  if (definition === undefined) throw new Error(`the time zone ${tzid} is not known`);
  const zoned = time.clone();
  zoned.zone = definition;
  return zoned.toUnixTime() * 1_000;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

type Alarms = { leads: number[]; times: string[]; warnings: string[] };

/** The alarms of a task: minutes before it is due, and times of their own. */
export function readAlarms(
  todo: ICAL.Component,
  { start, due, timeZone }: { start: Moment | null; due: Moment | null; timeZone: string },
): Alarms {
  const alarms: Alarms = { leads: [], times: [], warnings: [] };
  for (const alarm of todo.getAllSubcomponents("valarm")) {
    const trigger = alarm.getFirstProperty("trigger");
    const value: unknown = trigger?.getFirstValue();
    if (value instanceof ICAL.Time) {
      alarms.times.push(new Date(value.toUnixTime() * 1_000).toISOString());
    } else if (trigger && value instanceof ICAL.Duration && due !== null) {
      const isFromEnd = String(trigger.getParameter("related")).toUpperCase() === "END";
      const anchor = isFromEnd ? due : (start ?? due);
      const at = anchor.epochMs + value.toSeconds() * 1_000;
      const isAllDay = due.dueDate.length === 10;
      const lead = Math.round((due.epochMs - at) / minuteMs) + (isAllDay ? allDayLeadMinutes : 0);
      if (lead >= 0) alarms.leads.push(lead);
      else alarms.times.push(new Date(at).toISOString());
    } else {
      alarms.warnings.push(`An alarm was not taken over: it has no time in ${timeZone}.`);
    }
  }
  return { ...alarms, leads: [...new Set(alarms.leads)].toSorted((one, other) => one - other) };
}
