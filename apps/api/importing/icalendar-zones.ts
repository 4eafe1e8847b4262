import { type LocalTime, toEpochMs, toLocalTime } from "@pakaura/domain/local-time";
import ICAL from "ical.js";
import type { Block } from "./icalendar-blocks.ts";
import { ianaName } from "./zone-names.ts";

/** A time zone of a file: by its IANA name, or by the rules that the file has for it. */
export type Zone = {
  /** Null for one that only the file knows. */
  name: string | null;
  toEpochMs: (wall: LocalTime) => number;
  toLocal: (epochMs: number) => LocalTime;
};

/** The zones of a file by their TZIDs; null for one that nobody knows. */
export type Zones = (tzid: string) => Zone | null;

/** A file has a zone or two; each is worked out change by change, for every year up to that of a task. */
const maxZones = 50;
/** What a zone has gone through since 1900 fits into this. */
const maxLines = 3_000;
const maxLineLength = 2_000;
/** To look up a name that there is not takes long. */
const maxNames = 200;
/**
 * How many values a part of a rule may have: each rule is of one day of a year, which may be told as the Sunday
 * among seven days. What changed more often would be worked out for ever.
 */
const partLengths: Record<string, number> = { BYMONTH: 1, BYDAY: 1, BYMONTHDAY: 7 };

/** A zone by its IANA name. */
export function namedZone(name: string): Zone {
  return {
    name,
    toEpochMs: (wall) => toEpochMs(wall, name),
    toLocal: (epochMs) => toLocalTime(epochMs, name),
  };
}

/**
 * The time zones that a file may name: those of IANA, by their own names, by the prefixed ones of calendar
 * programs and by those of Windows; else those of its VTIMEZONE components (RFC 5545 section 3.6.5), where one
 * that cannot be read, or has rules that no zone has, is not known.
 */
export function readZones(blocks: readonly Block[]): Zones {
  const defined = new Map<string, Zone>();
  for (const block of blocks.slice(0, maxZones).filter(isOfSize)) {
    const read = readDefinition(block);
    if (read !== null && !defined.has(read.tzid)) defined.set(read.tzid, read.zone);
  }
  const known = new Map<string, Zone | null>();
  return (tzid) => {
    const found = known.get(tzid);
    if (found !== undefined) return found;
    if (known.size >= maxNames) return null;
    const name = ianaName(tzid);
    const zone = name === null ? (defined.get(tzid) ?? null) : namedZone(name);
    known.set(tzid, zone);
    return zone;
  };
}

function isOfSize({ lines }: Block): boolean {
  return lines.length <= maxLines && lines.every(({ text }) => text.length <= maxLineLength);
}

function readDefinition({ lines }: Block): { tzid: string; zone: Zone } | null {
  try {
    const text = ["BEGIN:VTIMEZONE", ...lines.map((one) => one.text), "END:VTIMEZONE"].join("\r\n");
    const component = ICAL.Component.fromString(text);
    const tzid = component.getFirstPropertyValue("tzid");
    if (typeof tzid !== "string") return null;
    const place: unknown = component.getFirstPropertyValue("x-lic-location");
    const name = typeof place === "string" ? ianaName(place) : null;
    if (name !== null) return { tzid, zone: namedZone(name) };
    return hasZoneRules(component)
      ? { tzid, zone: definedZone(new ICAL.Timezone(component)) }
      : null;
  } catch {
    // The tasks that name it will say so.
    return null;
  }
}

function definedZone(definition: ICAL.Timezone): Zone {
  const offsetMs = (wall: LocalTime, zone: ICAL.Timezone): number => {
    const time = ICAL.Time.fromData({ ...partsOf(wall), isDate: false });
    time.zone = zone;
    return definition.utcOffset(time) * 1_000;
  };
  return {
    name: null,
    toEpochMs: (wall) => wall - offsetMs(wall, definition),
    toLocal: (epochMs) => {
      // The offset of the clock that the instant would show, and then of that which it does show.
      const first = epochMs + offsetMs(epochMs, definition);
      return epochMs + offsetMs(first, definition);
    },
  };
}

function partsOf(wall: LocalTime) {
  const date = new Date(wall);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

function hasZoneRules(zone: ICAL.Component): boolean {
  return zone.getAllSubcomponents().every((observance) =>
    observance.getAllProperties("rrule").every((property) => {
      const rule: unknown = property.getFirstValue();
      return rule instanceof ICAL.Recur && rule.freq === "YEARLY" && hasShortParts(rule);
    }),
  );
}

function hasShortParts({ parts }: ICAL.Recur): boolean {
  return Object.entries<unknown>(parts).every(
    ([name, values]) => Array.isArray(values) && values.length <= (partLengths[name] ?? 0),
  );
}
