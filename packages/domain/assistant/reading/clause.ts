import type { Context } from "../context.ts";
import { trimmedWords, type Word } from "../words.ts";

/** One thing that was said. */
export type Clause = {
  /** Without what is only polite, and without signs at its ends. */
  words: Word[];
  /** True when it ends with a question mark. */
  isAsked: boolean;
};

/** A clause of some words: "could you please ..., thanks" says no more than its middle. */
export function clauseOf(said: readonly Word[], context: Context): Clause {
  const isAsked = said.some(({ text, isKept }) => text === "?" && !isKept);
  return { words: withoutPoliteness(trimmedWords(said), context), isAsked };
}

function withoutPoliteness(words: readonly Word[], { lexicon }: Context): Word[] {
  const before = lexicon.phrases(lexicon.language.politeBefore);
  const after = lexicon.phrases(lexicon.language.politeAfter);
  let rest = [...words];
  for (;;) {
    const start = before.lengthAt(rest, 0);
    const isMore = start > 0 && start < rest.length;
    const tail = tailLength(rest, after);
    if (isMore) rest = trimmedWords(rest.slice(start));
    else if (tail > 0 && tail < rest.length) rest = trimmedWords(rest.slice(0, -tail));
    else return rest;
  }
}

function tailLength(
  words: readonly Word[],
  table: ReturnType<Context["lexicon"]["phrases"]>,
): number {
  for (let length = Math.min(5, words.length); length > 0; length -= 1)
    if (table.isWhole(words.slice(-length))) return length;
  return 0;
}
