import { literalSpans } from "../quick-add/keep-as-written.ts";
import type { Span } from "../quick-add/phrase.ts";
import type { TaskIndex } from "./targets/task-index.ts";
import { wordsOf, type Word } from "./words.ts";

/** Single quotes that open before a word and close behind one: 'Buy milk'. */
const single = /(?<=^|[\s(])['‘‚]([^'‘’‚\n]+)['’‘](?=$|[\s.,;:!?)])/gu;

/** What is in quotes, and what is an address: it means itself. */
export function quotedSpans(text: string): Span[] {
  const singles = [...text.matchAll(single)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  return [...literalSpans(text), ...singles];
}

/** The places of the titles of tasks in a text, the longest first, none over another. Titles of one word are words. */
export function titleSpans(text: string, indexes: readonly TaskIndex[]): Span[] {
  const words = wordsOf(text);
  const places = indexes.flatMap((index) => placesIn(words, index));
  const spans: Span[] = [];
  for (const span of places.toSorted((left, right) => lengthOf(right) - lengthOf(left)))
    if (!spans.some((one) => one.start < span.end && span.start < one.end)) spans.push(span);
  return spans;
}

function placesIn(words: readonly Word[], { titles }: TaskIndex): Span[] {
  const said = new Set(words.map(({ text }) => text));
  return titles.flatMap((title): Span[] => {
    if (title.length < 2 || !title.every((text) => said.has(text))) return [];
    return words.flatMap((word, at): Span[] => {
      const last = words[at + title.length - 1];
      const isHere = title.every((text, further) => words[at + further]?.text === text);
      return isHere && last ? [{ start: word.start, end: last.end }] : [];
    });
  });
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
