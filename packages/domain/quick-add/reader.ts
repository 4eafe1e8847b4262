import type { Moment } from "./phrase.ts";

export type Match<Value> = { end: number; value: Value };

/** Reads a phrase that begins at `at`; null when none does. */
export type Reader<Value> = (text: string, at: number, moment: Moment) => Match<Value> | null;

export type Groups = Record<string, string | undefined>;

/** A word, number or unit must be over: neither "fridays", "9am-10am", "2.5" nor "today's". */
const over = String.raw`(?![\p{L}\p{N}_]|['’]\p{L}|[-–/]\p{L}|[-–/:.,]\p{N}|[%°€$£])`;

/** A reader of one regular expression; what `read` refuses with null was not meant. */
export function form<Value>(
  source: string,
  read: (groups: Groups, moment: Moment) => Value | null,
): Reader<Value> {
  const pattern = new RegExp(`(?:${source})${over}`, "iuy");
  return (text, at, moment) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    const value = read(match.groups ?? {}, moment);
    return value === null ? null : { end: at + match[0].length, value };
  };
}

/** Of several readers, the one that reads furthest; the first of equals. */
export function longest<Value>(readers: readonly Reader<Value>[]): Reader<Value> {
  return (text, at, moment) => {
    let best: Match<Value> | null = null;
    for (const read of readers) {
      const match = read(text, at, moment);
      if (match !== null && match.end > (best?.end ?? at)) best = match;
    }
    return best;
  };
}

/** What a reader reads, as something else. */
export function mapped<From, To>(reader: Reader<From>, change: (value: From) => To): Reader<To> {
  return (text, at, moment) => {
    const match = reader(text, at, moment);
    return match && { end: match.end, value: change(match.value) };
  };
}

/** A reader after words that lead to it, like "until" before a date. */
export function after<Value>(lead: string, reader: Reader<Value>): Reader<Value> {
  const pattern = new RegExp(`(?:${lead})\\s+`, "iuy");
  return (text, at, moment) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match && reader(text, at + match[0].length, moment);
  };
}
