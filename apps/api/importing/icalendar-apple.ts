import type { ContentLine } from "./icalendar-lines.ts";
import { readProperty } from "./icalendar-property.ts";
import { textOf } from "./icalendar-text.ts";

const product = /^PRODID(?:;[^:]*)?:.*\bApple\b/iu;
const name = /^X-WR-CALNAME[;:]/iu;

/**
 * The list of a file of Apple's Reminders, which has the name of its calendar: there each list is one. Null for the
 * calendars of others, whose name says nothing of a task, and for several in one file.
 */
export function appleListOf(lines: readonly ContentLine[]): string | null {
  if (!lines.some(({ text }) => product.test(text))) return null;
  const names = lines.filter(({ text }) => name.test(text)).map((line) => readProperty(line));
  const [first, ...more] = new Set(names.map((one) => textOf(one ?? undefined).trim()));
  return first === undefined || first === "" || more.length > 0 ? null : first;
}
