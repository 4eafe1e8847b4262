import type { Priority } from "@pakaura/contract/task";
import { priorityRank } from "../priority.ts";
import { normaliseTag } from "../tags.ts";
import { closestWord } from "./closest-word.ts";
import { expectedHere } from "./expected-here.ts";
import { filterLimits, type Comparison, type DateField, type Filter } from "./filter.ts";
import { FilterError, type FilterProblem } from "./filter-problem.ts";
import { TokenReader, type Token } from "./filter-tokens.ts";
import {
  comparisonWords,
  dateFieldWords,
  featureWords,
  priorityNames,
  priorityWords,
  stateWords,
  tagWords,
  vocabulary,
} from "./filter-words.ts";
import { parseWhen, startsWhen } from "./parse-when.ts";

/** A query that was understood, or why it was not. */
export type FilterParse = { filter: Filter } | { problem: FilterProblem };

/**
 * Reads a query such as `(today | overdue) & #home -!low`. Conditions that stand side by side must
 * all hold; `&` binds closer than `|`. Never throws.
 */
export function parseFilter(text: string): FilterParse {
  const { length: limit } = filterLimits;
  if (text.length > limit) {
    return { problem: { code: "too_long", limit, start: limit, end: text.length } };
  }
  try {
    const reader = new TokenReader(text);
    const filter = parseAny(reader, 0);
    requireEnd(reader);
    return { filter };
  } catch (error) {
    if (error instanceof FilterError) return { problem: error.problem };
    throw error;
  }
}

function requireEnd(reader: TokenReader): void {
  const { kind, start, end } = reader.peek();
  if (kind === "end") return;
  if (kind === "comma") throw new FilterError({ code: "comma", start, end });
  if (kind === "close") throw new FilterError({ code: "unopened_parenthesis", start, end });
  throw expectedHere(reader, "joint");
}

function parseAny(reader: TokenReader, depth: number): Filter {
  const parts = [parseAll(reader, depth)];
  while (reader.takeKind("or") ?? reader.takeWord("or")) parts.push(parseAll(reader, depth));
  return join("or", parts);
}

function parseAll(reader: TokenReader, depth: number): Filter {
  const parts = [parseOne(reader, depth)];
  for (;;) {
    const isJoined = (reader.takeKind("and") ?? reader.takeWord("and")) !== null;
    if (!isJoined && !beginsCondition(reader)) return join("and", parts);
    parts.push(parseOne(reader, depth));
  }
}

function beginsCondition(reader: TokenReader): boolean {
  const { kind } = reader.peek();
  if (kind === "word") return reader.word() !== "or";
  return ["tag", "text", "minus", "bang", "open", "unclosed"].includes(kind);
}

function join(kind: "and" | "or", parts: Filter[]): Filter {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function parseOne(reader: TokenReader, depth: number): Filter {
  let isNegated = false;
  while (takeNot(reader)) isNegated = !isNegated;
  const filter = parsePrimary(reader, depth);
  if (!isNegated) return filter;
  return filter.kind === "not" ? filter.part : { kind: "not", part: filter };
}

/** Takes `-`, `not`, or a `!` that names no priority. */
function takeNot(reader: TokenReader): boolean {
  if (reader.peek().kind === "bang" && priorityAfterBang(reader) !== null) return false;
  return (reader.takeKind("minus") ?? reader.takeKind("bang") ?? reader.takeWord("not")) !== null;
}

function priorityAfterBang(reader: TokenReader): Priority | null {
  const isGlued = reader.peek().end === reader.peek(1).start;
  return isGlued ? (priorityNames.find((name) => name === reader.word(1)) ?? null) : null;
}

function parsePrimary(reader: TokenReader, depth: number): Filter {
  const { kind, text } = reader.peek();
  if (kind === "open") return parseParentheses(reader, depth);
  if (kind === "tag") return toTag(reader.take());
  if (kind === "word") return parseTerm(reader);
  if (kind === "text" && text.trim() !== "") return { kind, text: reader.take().text };
  const priority = kind === "bang" ? priorityAfterBang(reader) : null;
  if (priority === null) throw expectedHere(reader, "condition");
  reader.take();
  reader.take();
  return { kind: "priority", priorities: [priority] };
}

function parseParentheses(reader: TokenReader, depth: number): Filter {
  const { start, end } = reader.take();
  if (depth === filterLimits.depth) {
    throw new FilterError({ code: "too_deep", limit: filterLimits.depth, start, end });
  }
  const filter = parseAny(reader, depth + 1);
  if (reader.takeKind("close") !== null) return filter;
  const { kind } = reader.peek();
  if (kind === "end") throw new FilterError({ code: "unclosed_parenthesis", start, end });
  requireEnd(reader);
  return filter;
}

/** A condition that begins with a word. */
function parseTerm(reader: TokenReader): Filter {
  const word = reader.word();
  if (reader.takeWord("no", "without")) return parseFeature(reader, false);
  if (reader.takeWord("has", "with")) return parseFeature(reader, true);
  if (reader.takeWord(...priorityWords)) return parsePriorities(reader);
  if (reader.takeWord(...tagWords)) return parseTags(reader);
  const field = Object.hasOwn(dateFieldWords, word) ? dateFieldWords[word] : undefined;
  const isState = Object.hasOwn(stateWords, word);
  if (field !== undefined && (!isState || hasDateAfter(reader))) return parseDate(reader, field);
  const state = Object.entries(stateWords).find(([name]) => name === word)?.[1];
  if (state !== undefined) {
    reader.take();
    return { kind: "state", state };
  }
  if (startsWhen(reader)) {
    return { kind: "date", field: "due", comparison: "=", when: parseWhen(reader) };
  }
  throw unknownWord(reader.peek());
}

/** After `completed`, which says something alone as well. */
function hasDateAfter(reader: TokenReader): boolean {
  const { kind } = reader.peek(1);
  if (kind === "compare") return true;
  const word = reader.word(1);
  if (Object.hasOwn(comparisonWords, word)) return true;
  const rest = { word: (ahead = 0) => reader.word(ahead + 1) };
  return startsWhen(rest);
}

function unknownWord({ text, start, end }: Token): FilterError {
  const suggestion = closestWord(text.toLowerCase(), vocabulary.condition);
  return new FilterError({
    code: "unknown_word",
    word: text,
    start,
    end,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

function parseFeature(reader: TokenReader, isThere: boolean): Filter {
  const word = reader.word();
  const feature = Object.hasOwn(featureWords, word) ? featureWords[word] : undefined;
  if (feature === undefined) throw expectedHere(reader, "feature", vocabulary.feature);
  reader.take();
  if (word === "due") reader.takeWord("date");
  if (feature !== "priority") return { kind: "has", feature, isThere };
  return { kind: "priority", priorities: isThere ? priorityNames.slice(1) : ["none"] };
}

function parseDate(reader: TokenReader, field: DateField): Filter {
  reader.take();
  const comparison = takeComparison(reader);
  return { kind: "date", field, comparison, when: parseWhen(reader) };
}

function takeComparison(reader: TokenReader): Comparison {
  const { kind, text } = reader.peek();
  const word = kind === "compare" ? text : reader.word();
  if (!Object.hasOwn(comparisonWords, word)) return "=";
  reader.take();
  return comparisonWords[word] ?? "=";
}

function parsePriorities(reader: TokenReader): Filter {
  const sign = reader.peek();
  const comparison = takeComparison(reader);
  const chosen = parseList(reader, parsePriority);
  const ranks = chosen.map(priorityRank);
  const [rank = 0] = ranks;
  const priorities = priorityNames.filter((name) => {
    const own = priorityRank(name);
    switch (comparison) {
      case "=":
        return ranks.includes(own);
      case "<":
        return own < rank;
      case "<=":
        return own <= rank;
      case ">":
        return own > rank;
      case ">=":
        return own >= rank;
    }
  });
  if (comparison !== "=" && chosen.length > 1) throw commaAfter(sign, reader.peek());
  if (priorities.length > 0) return { kind: "priority", priorities };
  const word = `${comparison} ${chosen.join()}`;
  throw new FilterError({
    code: "nothing_fits",
    word,
    start: sign.start,
    end: reader.peek().start,
  });
}

function commaAfter({ start }: Token, { start: end }: Token): FilterError {
  return new FilterError({ code: "comma", start, end });
}

function parsePriority(reader: TokenReader): Priority {
  // As in `!high`.
  reader.takeKind("bang");
  const priority = priorityNames.find((name) => name === reader.word());
  if (priority === undefined) throw expectedHere(reader, "priority", vocabulary.priority);
  reader.take();
  return priority;
}

function parseTags(reader: TokenReader): Filter {
  takeComparison(reader);
  const tags = parseList(reader, (one) => {
    const { kind } = one.peek();
    if (kind !== "word" && kind !== "tag") throw expectedHere(one, "tag");
    return toTag(one.take());
  });
  return join("or", tags);
}

function parseList<Item>(reader: TokenReader, parseItem: (reader: TokenReader) => Item): Item[] {
  const items = [parseItem(reader)];
  while (reader.takeKind("comma")) items.push(parseItem(reader));
  return items;
}

function toTag({ text, start, end }: Token): Filter {
  const name = text.replace(/^#/, "");
  const tag = normaliseTag(name);
  if (tag !== null) return { kind: "tag", tag };
  if (name === "")
    throw new FilterError({ code: "expected", expected: "tag", word: "", start, end });
  throw new FilterError({ code: "not_a_tag", word: text, start, end });
}
