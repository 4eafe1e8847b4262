import type { Context } from "../context.ts";
import type { Word } from "../words.ts";

/** The number from 2 on that some words are: "two", "3"; null when they are none. */
export function countOf(words: readonly Word[], { lexicon }: Context): number | null {
  const named = lexicon.valueOf(lexicon.language.counts, words);
  if (named !== undefined) return named;
  const [word] = words;
  return words.length === 1 && /^(?:[2-9]|1\d)$/u.test(word?.text ?? "")
    ? Number(word?.text)
    : null;
}
