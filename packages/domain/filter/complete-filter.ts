import type { Expected } from "./filter-problem.ts";
import { readTokens, type Token } from "./filter-tokens.ts";
import { parseFilter } from "./parse-filter.ts";

/** What a candidate stands for: a heading of the list, and what a catalogue of messages explains it by. */
export type CandidateKind =
  | "date"
  | "state"
  | "field"
  | "feature"
  | "operator"
  | "parenthesis"
  | "period"
  | "priority"
  | "tag"
  | "text"
  | "unit";

/** `text` replaces the piece at the cursor. */
export type Candidate = { kind: CandidateKind; text: string };

/** Candidates that replace `start` to `end` of the query; best first. */
export type Completion = { start: number; end: number; candidates: Candidate[] };

const most = 30;
const isText = (kind: CandidateKind) => (text: string) => ({ kind, text });

const conditions: Candidate[] = [
  ...["today", "overdue", "tomorrow", "this week", "next week", "next 7 days"].map(isText("date")),
  ...["no date", "no priority", "no tags", "has notes", "has time"].map(isText("feature")),
  ...["recurring", "completed", "open"].map(isText("state")),
  ...["!urgent", "!high", "!medium", "!low"].map(isText("priority")),
  ...["due:", "due <", "due >", "created:", "created >", "updated:", "completed:", "priority:"].map(
    isText("field"),
  ),
  ...["-", "("].map(isText("operator")),
];
const joints = ["&", "|"].map(isText("operator"));
const dates = (
  "today,tomorrow,yesterday,this week,next week,last week,next 7 days,last 7 days,this month," +
  "next month,last month,this year,3 days,2 weeks,3 days ago,mon,tue,wed,thu,fri,sat,sun"
)
  .split(",")
  .map(isText("date"));

const byExpected: Record<Exclude<Expected, "condition" | "joint" | "tag">, Candidate[]> = {
  date: dates,
  feature: ["date", "time", "priority", "tags", "notes"].map(isText("feature")),
  period: ["week", "month", "year", "7 days", "30 days"].map(isText("period")),
  priority: ["urgent", "high", "medium", "low", "none"].map(isText("priority")),
  unit: ["days", "weeks", "months", "years"].map(isText("unit")),
};

/**
 * What could stand at the cursor. `tags` are those that the person uses, most used first. Empty where
 * nothing can be guessed, as inside quotes. Never throws.
 */
export function completeFilter(
  query: string,
  cursor: number,
  tags: readonly string[] = [],
): Completion {
  const pieces = readTokens(query.slice(0, cursor));
  const piece = pieceAt(pieces, cursor);
  const start = piece?.start ?? cursor;
  const end = wordEnd(query, cursor, piece);
  const typed = query.slice(start, cursor).toLowerCase();
  const expected = expectedAfter(query.slice(0, start));
  if (expected === null) return { start, end, candidates: [] };
  const candidates = candidatesFor(expected, typed, tags).filter(({ text }) => text !== typed);
  return { start, end, candidates: candidates.slice(0, most) };
}

/** The unfinished piece that ends at the cursor: a word, a tag, or `!` with what follows it. */
function pieceAt(pieces: readonly Token[], cursor: number): Token | null {
  // The last one is the end.
  const [last, before] = pieces.slice(0, -1).toReversed();
  if (last === undefined || last.end !== cursor) return null;
  const isAfterBang = before?.kind === "bang" && before.end === last.start;
  if (last.kind === "word") return isAfterBang ? before : last;
  return last.kind === "tag" || last.kind === "bang" || last.kind === "unclosed" ? last : null;
}

/** The rest of a word behind the cursor is replaced with it. */
function wordEnd(query: string, cursor: number, piece: Token | null): number {
  if (piece === null) return cursor;
  const rest = /^[\p{L}\p{N}\p{M}_-]*/u.exec(query.slice(cursor));
  return cursor + (rest?.[0].length ?? 0);
}

/** What must or may come after a text: asked of the parser, which stops at its end. Null when it stops before. */
function expectedAfter(text: string): Expected | "close" | null {
  const result = parseFilter(text);
  if ("filter" in result) return "joint";
  const { problem } = result;
  if (problem.code === "unclosed_parenthesis") return "close";
  const isAtEnd = problem.code === "expected" && problem.start >= text.trimEnd().length;
  return isAtEnd ? problem.expected : null;
}

function candidatesFor(
  expected: Expected | "close",
  typed: string,
  tags: readonly string[],
): Candidate[] {
  switch (expected) {
    case "condition":
      return startingWith(typed, [...conditions, ...tagCandidates(tags, "#")]);
    case "joint":
    case "close": {
      const close = expected === "close" ? [{ kind: "parenthesis" as const, text: ")" }] : [];
      if (typed === "") return [...close, ...joints];
      return startingWith(typed, [...conditions, ...tagCandidates(tags, "#"), ...words]);
    }
    case "tag":
      return startingWith(typed, tagCandidates(tags, typed.startsWith("#") ? "#" : ""));
    case "date":
    case "feature":
    case "period":
    case "priority":
    case "unit":
      return startingWith(typed, byExpected[expected]);
  }
}

const words = ["and", "or", "not"].map(isText("operator"));

function tagCandidates(tags: readonly string[], prefix: string): Candidate[] {
  return tags.map((tag) => ({ kind: "tag", text: `${prefix}${tag}` }));
}

/** Those that begin with what was typed; after them those with a later word, or a tag, that does. */
function startingWith(typed: string, candidates: readonly Candidate[]): Candidate[] {
  if (typed === "") return [...candidates];
  const first = candidates.filter(({ text }) => text.startsWith(typed));
  const later = candidates.filter(
    ({ text }) =>
      !text.startsWith(typed) && text.split(/[\s#!-]/u).some((word) => word.startsWith(typed)),
  );
  return [...first, ...later];
}
