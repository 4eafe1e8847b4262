import ICAL from "ical.js";
import type { Block } from "./icalendar-blocks.ts";
import { readComponent } from "./icalendar-component.ts";

/** A file has a zone or two; each is worked out change by change, for every year up to that of a task. */
const maxZones = 50;
/**
 * How many values a part of a rule may have: each rule is of one day of a year, which may be told as the Sunday
 * among seven days. What changed more often would be worked out for ever.
 */
const partLengths: Record<string, number> = { BYMONTH: 1, BYDAY: 1, BYMONTHDAY: 7 };

/**
 * The time zones of VTIMEZONE components (RFC 5545 section 3.6.5) by their names. One that cannot be read, or
 * has rules that no zone has, is missed by the tasks that name it, and by them alone.
 */
export function readZones(blocks: readonly Block[]): Map<string, ICAL.Timezone> {
  const zones = new Map<string, ICAL.Timezone>();
  for (const { text } of blocks.slice(0, maxZones)) {
    try {
      const component = readComponent(text);
      const name: unknown = component.getFirstPropertyValue("tzid");
      if (typeof name === "string" && hasZoneRules(component)) {
        zones.set(name, new ICAL.Timezone(component));
      }
    } catch {
      // The tasks that name it will say so.
    }
  }
  return zones;
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
