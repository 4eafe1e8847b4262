import type { Property } from "./icalendar-property.ts";

const escaped = /\\([\\;,:"nN])/gu;

/** The text of a value (RFC 5545 section 3.3.11); what is escaped without need stays as it is. */
export function textOf(property: Property | undefined): string {
  return property === undefined ? "" : unescape(decoded(property)).trim();
}

/** The texts of a list, told apart at commas that are not escaped. */
export function textsOf(property: Property): string[] {
  const value = decoded(property);
  const texts: string[] = [];
  let begin = 0;
  for (let at = 0; at <= value.length; at += 1) {
    if (value[at] === "\\") at += 1;
    else if (value[at] === "," || at === value.length) {
      texts.push(value.slice(begin, at));
      begin = at + 1;
    }
  }
  if (begin < value.length) texts.push(value.slice(begin));
  return texts.map((text) => unescape(text).trim()).filter((text) => text !== "");
}

function unescape(value: string): string {
  return value
    .replaceAll(escaped, (_, character: string) =>
      character.toLowerCase() === "n" ? "\n" : character,
    )
    .replaceAll(/\r\n?/gu, "\n");
}

/** vCalendar 1.0, which old phones write, has values in quoted-printable (RFC 2045 section 6.7). */
function decoded({ parameters, value }: Property): string {
  const encoding = parameters.get("ENCODING") ?? "";
  const isQuoted =
    encoding.toUpperCase() === "QUOTED-PRINTABLE" || parameters.has("QUOTED-PRINTABLE");
  if (!isQuoted) return value;
  const bytes = value.replaceAll(/=([\da-f]{2})/giu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  // What was not encoded, and is no byte, was text already.
  if (/[^\0-\u00FF]/u.test(bytes)) return value;
  return decoderOf(parameters.get("CHARSET")).decode(Buffer.from(bytes, "latin1"));
}

function decoderOf(name = "utf-8"): TextDecoder {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
}
