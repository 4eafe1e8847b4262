const blank = /[ \t\r\n]*/uy;
const scalar =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/iuy;

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
      const end = skip(scalar, text, at);
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

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
