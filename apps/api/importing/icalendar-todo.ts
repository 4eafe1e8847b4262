import { type Block, splitBlock } from "./icalendar-blocks.ts";
import { readDate } from "./icalendar-date.ts";
import type { ContentLine } from "./icalendar-lines.ts";
import { type Property, readProperty } from "./icalendar-property.ts";
import { textOf } from "./icalendar-text.ts";

/** A VTODO taken apart, none of its values read yet. */
export type Todo = {
  line: number;
  isEnded: boolean;
  properties: ReadonlyMap<string, readonly Property[]>;
  /** Lines that are no property at all. */
  odd: ContentLine[];
  alarms: Block[];
  uid: string;
  /** Which instance of a series it stands for; empty for a task or a series itself. */
  instance: string;
};

/** What an alarm may say of itself (RFC 5545 section 3.6.6, RFC 9074), beside its own extensions. */
const ofAlarm =
  /^(?:ACTION|TRIGGER|DESCRIPTION|SUMMARY|REPEAT|DURATION|ATTACH|ATTENDEE|UID|ACKNOWLEDGED|PROXIMITY|RELATED-TO|X-[A-Z0-9-]+)[;:]/iu;

/** Takes a VTODO apart (RFC 5545 section 3.6.2), line by line, so that one that is broken costs nothing else. */
export function readTodo(block: Block): Todo {
  const { own, inner } = splitBlock(block, ({ text }) => ofAlarm.test(text));
  const properties = new Map<string, Property[]>();
  const odd: ContentLine[] = [];
  for (const line of own) {
    const property = readProperty(line);
    if (property === null) odd.push(line);
    else if (property.value.trim() !== "") {
      const named = properties.get(property.name);
      if (named === undefined) properties.set(property.name, [property]);
      else named.push(property);
    }
  }
  return {
    line: block.line,
    isEnded: block.isEnded,
    properties,
    odd,
    alarms: inner.filter(({ name }) => name === "VALARM"),
    uid: textOf(properties.get("UID")?.[0]),
    instance: instanceOf(properties.get("RECURRENCE-ID")?.[0]),
  };
}

/** The first property of a name that says something. */
export function firstOf({ properties }: Todo, name: string): Property | undefined {
  return properties.get(name)?.[0];
}

/** One instance is the same in whichever way its date is written. */
function instanceOf(property: Property | undefined): string {
  if (property === undefined) return "";
  const date = readDate(property.value);
  if (date === null) return property.value.trim();
  const text = new Date(date.wall).toISOString();
  if (date.isAllDay) return text.slice(0, 10);
  return `${text.slice(0, 19)}${date.offsetMinutes === null ? "" : "Z"}`;
}
