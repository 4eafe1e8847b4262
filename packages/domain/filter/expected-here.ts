import { closestWord } from "./closest-word.ts";
import { FilterError, type Expected } from "./filter-problem.ts";
import type { Token, TokenReader } from "./filter-tokens.ts";

/** The error that something else was expected where the reader stands, with a guess at what was meant. */
export function expectedHere(
  reader: TokenReader,
  expected: Expected,
  words: readonly string[] = [],
): FilterError {
  const token = reader.peek();
  refuseBroken(token);
  const suggestion = closestWord(reader.word(), words);
  return new FilterError({
    code: "expected",
    expected,
    word: token.text,
    start: token.start,
    end: token.end,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/** Throws for a piece that means nothing anywhere. */
function refuseBroken({ kind, text, start, end }: Token): void {
  if (kind === "unclosed") throw new FilterError({ code: "unclosed_quote", start, end });
  if (kind === "unknown" || kind === "dots") {
    throw new FilterError({ code: "unexpected_character", word: text, start, end });
  }
}
