import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Priority } from "@pakaura/contract/task";
import { tagLimits } from "../tags.ts";
import { findPhrases, type Candidate } from "./find-phrases.ts";
import { grammarsFor } from "./grammar.ts";
import { literalSpans } from "./keep-as-written.ts";
import type { Found, Moment, Span } from "./phrase.ts";
import { settleDue, type Said } from "./settle-due.ts";
import { titleWithout } from "./title-without.ts";

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
  const kept = [...literalSpans(text), ...ignore];
  const grammars = grammarsFor(locale);
  const phrases = findPhrases(text, { grammars, moment, kept, isWhole });
  const { used, said, settled } = settle(phrases, moment);
  const found = used.map(({ start, end, phrase }, index): Found => {
    const { caution: _caution, needs: _needs, isDueAlone: _isDueAlone, ...meaning } = phrase;
    const next = used[index + 1];
    const gap = next ? text.slice(end, next.start) : "";
    // "1h before and 1 day before": what joins two lead times is no title.
    const isJoined = phrase.kind === "reminder" && next?.phrase.kind === "reminder";
    const isJoint = isJoined && grammars.some(({ joins }) => joins.test(gap));
    return { start, end: isJoint ? end + gap.trimEnd().length : end, ...meaning };
  });
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

type Use = { used: Candidate[]; said: Said; settled: NonNullable<ReturnType<typeof settleDue>> };

/** Chooses what counts: of two dates the last one, and nothing that needs what is not there. */
function settle(phrases: readonly Candidate[], moment: Moment): Use {
  const used = withinTagLimit(withoutRivals(withoutNeedy(phrases)));
  const said = saidBy(used);
  const settled = settleDue(said, moment);
  if (settled) return { used, said, settled };
  // A series that ends before it begins: its end stays title, or else all of it.
  const hasEnd = used.some(({ phrase: { kind } }) => kind === "until" || kind === "count");
  const dropped = hasEnd ? ["until", "count"] : ["recurrence"];
  return settle(
    used.filter(({ phrase }) => !dropped.includes(phrase.kind)),
    moment,
  );
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
  return { ...candidate, phrase: { kind: "date", date: phrase.date } };
}

/** A task has one date, one time, one priority: the last that was written. */
function withoutRivals(phrases: readonly Candidate[]): Candidate[] {
  const isLast = ({ phrase }: Candidate, index: number): boolean =>
    phrase.kind === "tag" ||
    phrase.kind === "reminder" ||
    !phrases.slice(index + 1).some((later) => isRival(phrase.kind, later.phrase.kind));
  return phrases.filter(isLast);
}

function isRival(kind: string, later: string): boolean {
  const isEnd = (one: string): boolean => one === "until" || one === "count";
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
