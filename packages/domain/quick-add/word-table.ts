import { tokenise, type Token } from "./tokens.ts";

/** Words with one meaning each, in lower case; a space stands for any white space. */
export type Words<Value> = Readonly<Record<string, Value>>;

/** The longest word or words of a table at a place among tokens, with the place after them. */
export type Table<Value> = (
  tokens: readonly Token[],
  at: number,
) => { end: number; value: Value } | null;

type Entry<Value> = { tokens: Token[]; value: Value };

/** A table that is looked up by the first word. */
export function createTable<Value>(words: Words<Value> | readonly string[]): Table<Value | true> {
  const pairs = Array.isArray(words)
    ? words.map((word: string) => [word, true as const] as const)
    : Object.entries(words as Words<Value>);
  const byFirst = new Map<string, Entry<Value | true>[]>();
  for (const [word, value] of pairs) {
    const tokens = tokenise(word);
    const first = tokens[0]?.text ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), { tokens, value }]);
  }
  for (const entries of byFirst.values())
    entries.sort((left, right) => right.tokens.length - left.tokens.length);
  return (tokens, at) => {
    const entry = byFirst.get(tokens[at]?.text ?? "")?.find((one) => isAt(one.tokens, tokens, at));
    return entry ? { end: at + entry.tokens.length, value: entry.value } : null;
  };
}

function isAt(wanted: readonly Token[], tokens: readonly Token[], at: number): boolean {
  return wanted.every(({ text, isGlued }, index) => {
    const token = tokens[at + index];
    return token?.text === text && (index === 0 || token.isGlued === isGlued);
  });
}
