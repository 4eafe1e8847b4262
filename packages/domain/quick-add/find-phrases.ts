import { isGap, whenKinds, type Candidate, type Reading } from "./candidate.ts";
import { Cursor } from "./cursor.ts";
import { phraseReaders } from "./grammar.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Phrase } from "./phrase.ts";
import { readTag } from "./read-mark.ts";
import { withPieces } from "./recurrence-in-pieces.ts";

/** Longer texts are read up to here: a title has 500 characters. */
export const readLength = 2_000;

/**
 * The phrases of a text from left to right, none over another; of those that begin at one word the
 * longest counts. What lies in `kept` (quoted, an address, taken back by the person) is not read.
 */
export function findPhrases(reading: Reading): Candidate[] {
  const { tokens } = reading;
  // From the right, so that each phrase knows those after it: the best reading from each token on.
  const best: Candidate[][] = [];
  const bestFrom = (at: number): Candidate[] => best[at] ?? [];
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const meant = isStart(reading, at)
      ? candidatesAt(reading, at)
          .toSorted((left, right) => right.end - left.end)
          .flatMap((candidate) => weighed(reading, candidate, bestFrom(candidate.to)[0]))
      : [];
    const first = meant.find(({ phrase }) => !isDoubtful(phrase)) ?? meant[0];
    best[at] = first ? [first, ...bestFrom(first.to)] : bestFrom(at + 1);
  }
  const found = reading.isInPieces ? withPieces(reading, bestFrom(0), bestFrom) : bestFrom(0);
  return found.filter(
    (candidate, index) => reading.isWhole || isSure(reading, candidate, found, index),
  );
}

/** A phrase begins a word: behind a space or a bracket. */
function isStart({ text, tokens }: Reading, at: number): boolean {
  const token = tokens[at];
  return token !== undefined && (!token.isGlued || /[([{,;]/u.test(text[token.start - 1] ?? ""));
}

function candidatesAt({ text, tokens, lexicons, moment, kept }: Reading, at: number): Candidate[] {
  const start = tokens[at]?.start ?? 0;
  const isKept = (end: number): boolean =>
    kept.some((span) => span.start < end && start < span.end);
  const first = tokens[at];
  // "p" is that of "p1".
  const mayBegin = ({ firstWords }: Lexicon): boolean =>
    first?.kind !== "word" || first.text === "p" || firstWords.has(first.text);
  const read = lexicons.filter(mayBegin).flatMap((words) =>
    phraseReaders.flatMap((reader): Candidate[] => {
      const cursor = new Cursor(tokens, at, words, moment);
      const phrase = reader(cursor);
      const end = tokens[cursor.at - 1]?.end ?? start;
      if (phrase === null || !cursor.isOver() || isKept(end)) return [];
      return [{ start, end, from: at, to: cursor.at, phrase }];
    }),
  );
  const tag = readTag(text, start);
  if (tag === null || isKept(tag.end)) return read;
  const to = tokens.findIndex((token) => token.start >= tag.end);
  const phrase: Phrase = { kind: "tag", tag: tag.tag };
  return [...read, { start, end: tag.end, from: at, to: to < 0 ? tokens.length : to, phrase }];
}

/** The candidate as sure as its surroundings make it, or none. `next` is the phrase after it. */
function weighed(reading: Reading, candidate: Candidate, next: Candidate | undefined): Candidate[] {
  const { phrase } = candidate;
  if (phrase.kind === "date" && isBlocked(reading, candidate)) return [];
  if (phrase.kind === "time" && phrase.caution === undefined && isWithArticle(reading, candidate))
    return weighed(reading, { ...candidate, phrase: { ...phrase, caution: "edge" } }, next);
  if (phrase.kind === "recurrence" && isOften(reading, candidate)) return [];
  if (whenKinds.has(phrase.kind) && isName(reading, candidate)) return [];
  if (phrase.caution !== "edge") return [candidate];
  const isAtEdge =
    (next !== undefined && isGap(reading.text.slice(candidate.end, next.start))) ||
    isFollowed(reading, candidate.to);
  // "Tomorrow at 8 call Ann": what comes before makes sure of it as well.
  return [isAtEdge ? candidate : { ...candidate, phrase: { ...phrase, caution: "beside" } }];
}

/** True behind a word that makes a date something else: "since friday". */
function isBlocked({ tokens, lexicons }: Reading, { from }: Candidate): boolean {
  if (tokens[from - 1] === undefined || tokens[from]?.isGlued) return false;
  return lexicons.some(({ blockers }) =>
    [1, 2].some((back) => blockers(tokens, from - back)?.end === from),
  );
}

/** "The 17:30 bus". */
function isWithArticle({ tokens, lexicons }: Reading, { from }: Candidate): boolean {
  return lexicons.some(({ the }) => the(tokens, from - 1)?.end === from);
}

/** True behind a number of times, which no rule can say: "twice daily", "3 times a week". */
function isOften({ tokens, lexicons }: Reading, { from }: Candidate): boolean {
  return lexicons.some(({ often, times, numbers }) =>
    [1, 2].some((back) => {
      const before = from - back;
      const isCounted =
        tokens[before - 1]?.kind === "number" || numbers(tokens, before - 1) !== null;
      return (
        often(tokens, before)?.end === from || (isCounted && times(tokens, before)?.end === from)
      );
    }),
  );
}

/** True for words with capitals as only names have them: "Buy Every Day jeans". */
function isName(reading: Reading, { from, to }: Candidate): boolean {
  const { text, tokens, lexicons } = reading;
  const [first] = lexicons;
  if (first?.isBeside !== false || lexicons.length > 1 || from === 0) return false;
  const before = tokens[from - 1];
  if (before?.kind !== "word" || text === text.toUpperCase()) return false;
  const words = tokens.slice(from, to).filter(({ kind }) => kind === "word");
  const { weekdays, months, partsOfDay } = first.vocabulary;
  const names = [weekdays, months, partsOfDay];
  const nameCount = words.filter(({ text: word }) =>
    names.some((list) => Object.hasOwn(list, word)),
  ).length;
  if (words.length === nameCount || !words.every(({ isCapital }) => isCapital))
    return words.length === nameCount && isBehindName(reading, from);
  const isAmongNames = tokens[to]?.kind === "word" && tokens[to].isCapital;
  return words.length > 1 || isAmongNames;
}

/** "Watch Next Friday": a word of when with a capital in the middle of a line is of a name. */
function isBehindName({ tokens, lexicons }: Reading, from: number): boolean {
  const before = tokens[from - 1];
  if (from < 2 || !before?.isCapital || tokens[from - 2]?.kind !== "word") return false;
  return lexicons.some((words) =>
    [words.next, words.this, words.coming, words.every, words.last].some(
      (table) => table(tokens, from - 1) !== null,
    ),
  );
}

/** True where no noun follows: at the end, before a sign, or before a little word. */
function isFollowed({ text, tokens, lexicons }: Reading, at: number): boolean {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (token === undefined) return true;
  if (/^[,.;:!?)\]}]$/u.test(token.text)) return true;
  if (/^[-–—(@#]$/u.test(token.text) && !token.isGlued)
    return !/^\p{N}/u.test(text.slice(token.end));
  const isSmall = token.kind === "word" && !token.isCapital;
  if (isSmall && lexicons[0]?.vocabulary.hasCapitalNouns) return true;
  return lexicons.some(({ followers }) => followers(tokens, at) !== null) && after?.text !== "'";
}

/** A doubtful phrase needs another that says when, right before or after it. */
function isSure(
  { text }: Reading,
  candidate: Candidate,
  all: readonly Candidate[],
  at: number,
): boolean {
  if (!isDoubtful(candidate.phrase)) return true;
  const [before, next] = [all[at - 1], all[at + 1]];
  const assures = (other: Candidate | undefined, gap: (one: Candidate) => string): boolean =>
    other !== undefined &&
    whenKinds.has(other.phrase.kind) &&
    isGap(gap(other)) &&
    // "1. bis 3.": two doubtful days do not make sure of each other.
    !(isDay(other) && isDay(candidate) && other.phrase.caution === "beside");
  return (
    assures(before, ({ end }) => text.slice(end, candidate.start)) ||
    (candidate.phrase.caution === "beside" &&
      assures(next, ({ start }) => text.slice(candidate.end, start)))
  );
}

function isDoubtful({ caution }: Phrase): boolean {
  return caution === "beside" || caution === "behind";
}

function isDay({ phrase }: Candidate): boolean {
  return phrase.kind === "date" || phrase.kind === "until";
}
