const blank = /[ \t\r\n]*/uy;
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

type Expected = "value" | "first value" | "name" | "first name" | "colon" | "end";

/**
 * Where a text stops being JSON (RFC 8259): the place of what should not stand there, or the length of a
 * text that breaks off. Null for JSON. The words of the engine have no place for most mistakes.
 */
export function jsonFault(text: string): number | null {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  for (let at = skip(blank, text, 0); at < text.length; at = skip(blank, text, at)) {
    const character = text[at] ?? "";
    const last = open.at(-1);
    if (expected === "colon") {
      if (character !== ":") return at;
      expected = "value";
      at += 1;
    } else if (expected === "end" && character === "," && last !== undefined) {
      expected = last === "{" ? "name" : "value";
      at += 1;
    } else if (closes(character, last, expected)) {
      open.pop();
      expected = "end";
      at += 1;
    } else if (expected === "end") {
      return at;
    } else if ((character === "{" || character === "[") && expected.endsWith("value")) {
      open.push(character);
      expected = character === "{" ? "first name" : "first value";
      at += 1;
    } else {
      const end = character === '"' ? endOfString(text, at) : skip(word, text, at);
      const isName = expected.endsWith("name");
      if (end === at || (isName && character !== '"')) return at;
      expected = isName ? "colon" : "end";
      at = end;
    }
  }
  return expected === "end" && open.length === 0 ? null : text.length;
}

function closes(character: string, last: "{" | "[" | undefined, expected: Expected): boolean {
  if (expected !== "end" && !expected.startsWith("first")) return false;
  return (character === "}" && last === "{") || (character === "]" && last === "[");
}

/** The place after the string that begins at `start`; `start` where it is none. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) >= 0x20) {
    if (text[at] === '"') return at + 1;
    const next = text[at] === "\\" ? skip(escaped, text, at) : at + 1;
    if (next === at) return start;
    at = next;
  }
  return start;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
