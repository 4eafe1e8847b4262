import type { Grammar } from "./grammar.ts";
import type { Moment, Phrase, Span } from "./phrase.ts";

export type Candidate = Span & { phrase: Phrase };

/** Kinds that say when, and make sure of a doubtful neighbour: "sun" beside "9:30". */
const whenKinds = new Set<Phrase["kind"]>(["date", "time", "moment", "recurrence", "until"]);

/** Longer texts are read up to here: a title has 500 characters. */
export const readLength = 2_000;

/**
 * The phrases of a text from left to right, none over another; of those that begin at one word the
 * longest counts. What lies in `kept` (quoted, an address, taken back by the person) is not read.
 */
export function findPhrases(
  text: string,
  options: {
    grammars: readonly Grammar[];
    moment: Moment;
    kept: readonly Span[];
    isWhole: boolean;
  },
): Candidate[] {
  // From the right, so that each phrase knows those after it: the best reading from each word on.
  const readings: { start: number; phrases: Candidate[] }[] = [];
  const readingFrom = (at: number): Candidate[] =>
    readings.findLast(({ start }) => start >= at)?.phrases ?? [];
  for (const start of wordStarts(text.slice(0, readLength)).toReversed()) {
    const meant = candidatesAt(text, start, options)
      .toSorted((left, right) => right.end - left.end)
      .flatMap((candidate) => weighed(text, candidate, readingFrom(candidate.end)[0], options));
    const best = meant.find(({ phrase }) => phrase.caution !== "beside") ?? meant[0];
    readings.push({
      start,
      phrases: best ? [best, ...readingFrom(best.end)] : readingFrom(start + 1),
    });
  }
  const found = readingFrom(0);
  return found.filter(
    (candidate, index) => options.isWhole || isSure(text, candidate, found, index),
  );
}

function candidatesAt(
  text: string,
  start: number,
  { grammars, moment, kept }: Parameters<typeof findPhrases>[1],
): Candidate[] {
  return grammars.flatMap(({ readers }) =>
    readers.flatMap((read) => {
      const match = read(text, start, moment);
      if (match === null) return [];
      const isKept = kept.some((span) => span.start < match.end && start < span.end);
      return isKept ? [] : [{ start, end: match.end, phrase: match.value }];
    }),
  );
}

/** The candidate as sure as its surroundings make it, or none. `next` is the phrase after it. */
function weighed(
  text: string,
  candidate: Candidate,
  next: Candidate | undefined,
  { grammars }: Parameters<typeof findPhrases>[1],
): Candidate[] {
  const { phrase, start, end } = candidate;
  const before = text.slice(Math.max(0, start - 20), start);
  if (phrase.kind === "date" && grammars.some(({ blocked }) => blocked.test(before))) return [];
  if (phrase.caution !== "edge") return [candidate];
  const isAtEdge =
    (next !== undefined && isGap(text.slice(end, next.start))) ||
    grammars.some(({ follows }) => follows.test(text.slice(end, end + 40)));
  // "Tomorrow at 8 call Ann": what comes before makes sure of it as well.
  return [isAtEdge ? candidate : { ...candidate, phrase: { ...phrase, caution: "beside" } }];
}

/** A doubtful phrase needs another that says when, right before or after it. */
function isSure(
  text: string,
  candidate: Candidate,
  all: readonly Candidate[],
  at: number,
): boolean {
  if (candidate.phrase.caution !== "beside") return true;
  const [before, next] = [all[at - 1], all[at + 1]];
  return (
    (before !== undefined &&
      whenKinds.has(before.phrase.kind) &&
      isGap(text.slice(before.end, candidate.start))) ||
    (next !== undefined &&
      whenKinds.has(next.phrase.kind) &&
      isGap(text.slice(candidate.end, next.start)))
  );
}

function isGap(between: string): boolean {
  return /^[\s,]*$/u.test(between);
}

function wordStarts(text: string): number[] {
  return [...text.matchAll(/(?<=^|[\s([{,;])\S/gu)].map(({ index }) => index);
}
