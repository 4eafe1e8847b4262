import { foldText } from "../search.ts";
import { tokenise } from "../quick-add/tokens.ts";
import type { Span } from "../quick-add/phrase.ts";

/** A word, a number or a sign of what was said, folded, with its place in the text. */
export type Word = Span & {
  text: string;
  /** True when nothing stands between it and the one before it. */
  isGlued: boolean;
  /** True within quotes or the title of a task: never read as a command. */
  isKept: boolean;
  /** Where that begins. */
  keptBy: number | null;
};

const folded = new Map<string, string>();
const mostFolded = 20_000;

/** A word without case and accents; plain letters, which most words are, cost nothing. */
export function foldWord(word: string): string {
  if (/^[a-z0-9']*$/u.test(word)) return word;
  const known = folded.get(word);
  if (known !== undefined) return known;
  if (folded.size >= mostFolded) folded.clear();
  const result = foldText(word);
  folded.set(word, result);
  return result;
}

/** The words of a text from left to right. What touches a span of `kept` is kept. */
export function wordsOf(text: string, kept: readonly Span[] = []): Word[] {
  return tokenise(text).map(({ text: word, start, end, isGlued }) => {
    const keeper = kept.find((span) => span.start < end && start < span.end);
    return {
      text: foldWord(word),
      start,
      end,
      isGlued,
      isKept: keeper !== undefined,
      keptBy: keeper?.start ?? null,
    };
  });
}

/** The words of a phrase of a vocabulary. */
export function phraseWords(phrase: string): string[] {
  return tokenise(phrase).map(({ text }) => foldWord(text));
}

/** The text from the first to the last of some words. */
export function textOf(text: string, words: readonly Word[]): string {
  const [first, last] = [words[0], words.at(-1)];
  return first && last ? text.slice(first.start, last.end) : "";
}

/** Signs and spaces say nothing at the ends of a clause. */
export function trimmedWords(words: readonly Word[]): Word[] {
  const isSign = (word: Word | undefined): boolean =>
    word !== undefined && /^[.,;:!?…\-–—]+$/u.test(word.text) && !word.isKept;
  let start = 0;
  let end = words.length;
  while (start < end && isSign(words[start])) start += 1;
  while (end > start && isSign(words[end - 1])) end -= 1;
  return words.slice(start, end);
}
