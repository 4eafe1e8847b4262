import ICAL from "ical.js";

/** No property has as many; ical.js looks at all that follow for each of them. */
const maxParameters = 100;

/** The component of a block of lines (RFC 5545 section 3.6). Throws for one that cannot be read. */
export function readComponent(text: string): ICAL.Component {
  for (const line of text.replaceAll(/\r?\n[ \t]/g, "").split("\n")) {
    if (countParameters(line) > maxParameters)
      throw new Error("a property has too many parameters");
  }
  return ICAL.Component.fromString(text);
}

/** Parameters stand before the first colon that is in no quotes. */
function countParameters(line: string): number {
  let count = 0;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === ":") return count;
    else if (character === ";") count += 1;
  }
  return count;
}
