import type { ContentLine } from "./icalendar-lines.ts";

/** A property as it is written: names in upper case, values of parameters out of their quotes. */
export type Property = {
  name: string;
  parameters: ReadonlyMap<string, string>;
  value: string;
  line: number;
};

/**
 * The property of a content line (RFC 5545 section 3.1), or null when it is none. Its own reader, because
 * ical.js throws away a line, or a whole component, for one quote too many. A line whose parameters cannot
 * be told apart has none, and the value is what comes after the first colon.
 */
export function readProperty({ text, line }: ContentLine): Property | null {
  const name = /^[a-z0-9-]{1,100}(?=[;:])/iu.exec(text)?.[0];
  if (name === undefined) return null;
  const read = readParameters(text, name.length);
  const colon = read?.end ?? text.indexOf(":");
  if (colon === -1) return null;
  return {
    name: name.toUpperCase(),
    parameters: read?.parameters ?? new Map(),
    value: text.slice(colon + 1),
    line,
  };
}

/** The parameters from the first semicolon on, and the place of the colon behind them; null when they do not end. */
function readParameters(
  text: string,
  start: number,
): { parameters: Map<string, string>; end: number } | null {
  const parameters = new Map<string, string>();
  let at = start;
  while (text[at] === ";") {
    const end = endOfParameter(text, at + 1);
    if (end === null) return null;
    const [name = "", ...value] = text.slice(at + 1, end).split("=");
    parameters.set(name.trim().toUpperCase(), value.join("=").replaceAll('"', "").trim());
    at = end;
  }
  return { parameters, end: at };
}

function endOfParameter(text: string, start: number): number | null {
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === ";" || character === ":")) return at;
  }
  return null;
}
