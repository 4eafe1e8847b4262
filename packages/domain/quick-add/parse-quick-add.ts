import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Priority } from "@pakaura/contract/task";
import { tagLimits } from "../tags.ts";
import { Cursor } from "./cursor.ts";
import { isGap, whenKinds, type Candidate, type Reading } from "./candidate.ts";
import { findPhrases, readLength } from "./find-phrases.ts";
import { lexiconsFor } from "./grammar.ts";
import { halfUnderstood } from "./half-understood.ts";
import { literalSpans } from "./keep-as-written.ts";
import type { Found, Moment, Phrase, Span } from "./phrase.ts";
import { arePieces } from "./recurrence-in-pieces.ts";
import { joinsLeads } from "./read-lead.ts";
import { settleDue, type Said, type Settled } from "./settle-due.ts";
import { titleWithout } from "./title-without.ts";
import { tokenise } from "./tokens.ts";
import { mendTypingErrors } from "./typing-errors.ts";

export type QuickAddOptions = {
  /** Milliseconds since the epoch. */
  now: number;
  timeZone: string;
  weekStart: "monday" | "saturday" | "sunday";
  /** The language to read besides English, and the order of 12/25/2026 (BCP 47). */
  locale?: string;
  /** What the person took back: phrases that touch these pieces of the text stay title. */
  ignore?: readonly Span[];
  /** True when all of the text says when, so that a lone "mo" is Monday. */
  isWhole?: boolean;
  /** The year of a day and month: the `next` that is not over (the default), or the `current` one. */
  year?: Moment["year"];
};

export type QuickAdd = {
  /** The text without what was understood. */
  title: string;
  dueDate: string | null;
  recurrence: RecurrenceInput | null;
  /** Null when the text says nothing of it. */
  priority: Priority | null;
  tags: string[];
  /** Lead times in minutes, the first one the task's own; empty for "no reminder", null when not said. */
  reminderLeadMinutes: number[] | null;
  /** What was understood, from left to right, none over another. */
  found: Found[];
};

const weekStarts = { monday: 1, saturday: 6, sunday: 7 } as const;

/** Reads a line as a person writes a task down: "pay rent every 1st at 9am !high #home 1h before". */
export function parseQuickAdd(text: string, options: QuickAddOptions): QuickAdd {
  const { locale = "en-GB", ignore = [], isWhole = false, year = "next" } = options;
  const moment: Moment = {
    now: options.now,
    timeZone: options.timeZone,
    weekStart: weekStarts[options.weekStart],
    isMonthFirst: locale === "en-US",
    year,
  };
  const reading = readingOf(text, { moment, locale, ignore, isWhole });
  const { used, said, settled } = settle(reading, findPhrases(reading));
  const found = foundIn(reading, used);
  return {
    title: titleWithout(text, found),
    dueDate: settled.dueDate,
    recurrence: settled.recurrence,
    priority: said.priority?.priority ?? null,
    tags: tagsOf(found),
    reminderLeadMinutes: leadsOf(found),
    found,
  };
}

function readingOf(
  text: string,
  options: { moment: Moment; locale: string; ignore: readonly Span[]; isWhole: boolean },
): Reading {
  const { moment, locale, ignore, isWhole } = options;
  const lexicons = lexiconsFor(locale);
  const tokens = mendTypingErrors(tokenise(text.slice(0, readLength)), lexicons);
  return {
    text,
    tokens,
    lexicons,
    moment,
    isWhole,
    isInPieces: true,
    kept: [...literalSpans(text), ...ignore],
  };
}

function foundIn({ text, tokens, lexicons, moment }: Reading, used: readonly Candidate[]): Found[] {
  return used.map(({ start, end, to, phrase }, index): Found => {
    const { caution: _caution, needs: _needs, isDueAlone: _isDueAlone, ...meaning } = phrase;
    const next = used[index + 1];
    // "1h before and 1 day before": what joins two lead times is no title.
    const isJoint =
      phrase.kind === "reminder" &&
      next?.phrase.kind === "reminder" &&
      lexicons.some((words) => joinsLeads(new Cursor(tokens, to, words, moment), next.from));
    const gap = next ? text.slice(end, next.start) : "";
    // Nor is a comma between two phrases: "Montag, 15 Uhr".
    const isSwallowed = isJoint || isGap(gap);
    return { start, end: isSwallowed ? end + gap.trimEnd().length : end, ...meaning };
  });
}

type Use = { used: Candidate[]; said: Said; settled: Settled };

/**
 * Chooses what counts: of two dates the last one, nothing that needs what is not there, and nothing
 * that was understood only in part.
 */
function settle(reading: Reading, phrases: readonly Candidate[]): Use {
  const used = withinTagLimit(withoutRivals(withoutNeedy(phrases)));
  const isInPieces = used.some(({ isPiece }) => isPiece);
  const halves = halfUnderstood(reading, used);
  if (isInPieces && halves.length > 0) return apart(reading);
  if (halves.length > 0) return settle(reading, without(phrases, halves));
  const said = saidBy(used);
  const settled = settleDue(said, reading.moment);
  if (settled) return { used, said, settled };
  if (isInPieces) return apart(reading);
  return settle(
    reading,
    phrases.filter(({ phrase }) => !whenKinds.has(phrase.kind)),
  );
}

/** Chooses again, with no recurrence in two pieces. */
function apart(reading: Reading): Use {
  const plain = { ...reading, isInPieces: false };
  return settle(plain, findPhrases(plain));
}

function without(phrases: readonly Candidate[], dropped: readonly Candidate[]): Candidate[] {
  const starts = new Set(dropped.map(({ start }) => start));
  return phrases.filter(({ start }) => !starts.has(start));
}

function saidBy(used: readonly Candidate[]): Said {
  return Object.fromEntries(used.map(({ phrase }) => [phrase.kind, phrase]));
}

const dueKinds = ["date", "time", "moment"] as const;

function withoutNeedy(phrases: readonly Candidate[]): Candidate[] {
  const kinds = new Set(phrases.map(({ phrase }) => phrase.kind));
  const isRepeated = kinds.has("recurrence");
  const isDue = isRepeated || dueKinds.some((kind) => kinds.has(kind));
  return phrases
    .map((one) => (isRepeated ? one : asDeadline(one)))
    .filter(({ phrase: { needs } }) =>
      needs === "recurrence" ? isRepeated : needs === "due" ? isDue : true,
    );
}

function asDeadline(candidate: Candidate): Candidate {
  const { phrase } = candidate;
  if (phrase.kind !== "until" || !phrase.isDueAlone) return candidate;
  const { date, partOfDay } = phrase;
  return { ...candidate, phrase: { kind: "date", date, ...(partOfDay ? { partOfDay } : {}) } };
}

/** A task has one date, one time, one priority: the last that was written. */
function withoutRivals(phrases: readonly Candidate[]): Candidate[] {
  const isLast = ({ phrase }: Candidate, index: number): boolean =>
    phrase.kind === "tag" ||
    phrase.kind === "reminder" ||
    !phrases.slice(index + 1).some((later) => isRival(phrase, later.phrase));
  return phrases.filter(isLast);
}

function isRival(phrase: Phrase, other: Phrase): boolean {
  if (arePieces(phrase, other)) return false;
  const { kind } = phrase;
  const { kind: later } = other;
  const isEnd = (one: Phrase["kind"]): boolean => one === "until" || one === "count";
  if (isEnd(kind)) return isEnd(later);
  if (kind === "moment") return ["moment", "date", "time"].includes(later);
  return later === kind || ((kind === "date" || kind === "time") && later === "moment");
}

function withinTagLimit(phrases: readonly Candidate[]): Candidate[] {
  const tags = new Set<string>();
  return phrases.filter(({ phrase }) => {
    if (phrase.kind !== "tag") return true;
    if (tags.size === tagLimits.tagsPerTask && !tags.has(phrase.tag)) return false;
    return Boolean(tags.add(phrase.tag));
  });
}

function tagsOf(found: readonly Found[]): string[] {
  return [...new Set(found.flatMap((one) => (one.kind === "tag" ? one.tag : [])))];
}

function leadsOf(found: readonly Found[]): number[] | null {
  const leads = found.flatMap((one) => (one.kind === "reminder" ? one.leadMinutes : []));
  const isSaid = found.some((one) => one.kind === "reminder");
  return isSaid ? [...new Set(leads)] : null;
}
