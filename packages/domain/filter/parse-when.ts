import { normaliseDueDate } from "../due-date.ts";
import { expectedHere } from "./expected-here.ts";
import type { DayWords, Unit, When } from "./filter.ts";
import { FilterError } from "./filter-problem.ts";
import type { Token, TokenReader } from "./filter-tokens.ts";
import { monthWords, nearDays, unitWords, vocabulary, weekdayWords } from "./filter-words.ts";

const amountForm = /^(\d{1,3})(\p{L}*)$/u;
const dayNumberForm = /^\d{1,2}$/;
const dateForm = /^\d{4}-\d{1,2}-\d{1,2}$/;
const monthForm = /^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])$/;
const yearForm = /^\d{4}$/;

/** True when a date can begin where the reader stands. */
export function startsWhen(reader: Pick<TokenReader, "word">): boolean {
  const word = reader.word();
  if (Object.hasOwn(nearDays, word) || Object.hasOwn(weekdayWords, word)) return true;
  if (dateForm.test(word) || monthForm.test(word)) return true;
  const next = reader.word(1);
  if (Object.hasOwn(monthWords, word)) return dayNumberForm.test(next);
  if (word === "in") return amountForm.test(next);
  if (word === "last" || word === "this" || word === "next") return true;
  const [, , unit = ""] = amountForm.exec(word) ?? [];
  if (!amountForm.test(word)) return false;
  return (
    [unit, next].some((name) => Object.hasOwn(unitWords, name)) || Object.hasOwn(monthWords, next)
  );
}

/** Reads a day, a period or a range `A..B`. Throws a FilterError when there is none. */
export function parseWhen(reader: TokenReader): When {
  const start = reader.peek();
  const when = parseSingle(reader);
  if (reader.takeKind("dots") === null) return when;
  const to = parseSingle(reader);
  if (isDay(when) && isDay(to)) return { kind: "range", from: when, to };
  throw new FilterError({
    code: "expected",
    expected: "date",
    word: "..",
    start: start.start,
    end: reader.peek().start,
  });
}

function isDay(when: When): when is DayWords {
  return (
    when.kind !== "month" && when.kind !== "period" && when.kind !== "span" && when.kind !== "range"
  );
}

function parseSingle(reader: TokenReader): When {
  const word = reader.word();
  const near = own(nearDays, word);
  if (near !== undefined) {
    reader.take();
    return { kind: "offset", count: near, unit: "day" };
  }
  const weekday = own(weekdayWords, word);
  if (weekday !== undefined) {
    reader.take();
    return { kind: "weekday", weekday };
  }
  if (word === "last" || word === "this" || word === "next") return parsePeriod(reader, word);
  if (own(monthWords, word) !== undefined) return parseMonthFirst(reader);
  if (dateForm.test(word)) return parseDate(reader.take());
  if (monthForm.test(word)) return { kind: "month", month: reader.take().text };
  return parseOffset(reader);
}

/** A table's own entry, never what every object inherits. */
function own<Value>(table: Record<string, Value>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function parseDate(token: Token): DayWords {
  const [year = "", month = "", day = ""] = token.text.split("-");
  const result = normaliseDueDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if ("dueDate" in result) return { kind: "date", date: result.dueDate };
  throw noSuchDate(token, token, token.text);
}

function noSuchDate({ start }: Token, { end }: Token, word: string): FilterError {
  return new FilterError({ code: "no_such_date", word, start, end });
}

/** `next week`, `last 7 days`. */
function parsePeriod(reader: TokenReader, which: "last" | "this" | "next"): When {
  reader.take();
  const [, digits = "", glued = ""] = amountForm.exec(reader.word()) ?? [];
  if (digits !== "" && which !== "this") {
    const { count, unit } = parseAmount(reader, digits, glued);
    return { kind: "span", which, count, unit };
  }
  const unit = own(unitWords, reader.word());
  if (unit === undefined || unit === "day" || reader.word().length < 4) {
    throw expectedHere(reader, "period", vocabulary.period);
  }
  reader.take();
  return { kind: "period", which, unit };
}

/** `3 days`, `in 2 weeks`, `+3d`, `-1 month`, `3 days ago`; or `24 dec`. */
function parseOffset(reader: TokenReader): DayWords {
  const isPast = reader.takeKind("minus") !== null;
  const isSigned = isPast || reader.takeKind("plus") !== null || reader.takeWord("in") !== null;
  const [, digits = "", glued = ""] = amountForm.exec(reader.word()) ?? [];
  if (digits === "") throw expectedHere(reader, "date", vocabulary.date);
  if (!isSigned && glued === "" && own(monthWords, reader.word(1)) !== undefined) {
    return parseDayFirst(reader);
  }
  const { count, unit } = parseAmount(reader, digits, glued);
  const isAgo = reader.takeWord("ago") !== null;
  // Zero has no sign.
  return { kind: "offset", count: count === 0 ? 0 : isPast || isAgo ? -count : count, unit };
}

function parseAmount(
  reader: TokenReader,
  digits: string,
  glued: string,
): { count: number; unit: Unit } {
  if (glued !== "") {
    const unit = own(unitWords, glued);
    if (unit === undefined) throw expectedHere(reader, "unit", vocabulary.unit);
    reader.take();
    return { count: Number(digits), unit };
  }
  reader.take();
  const unit = own(unitWords, reader.word());
  if (unit === undefined) throw expectedHere(reader, "unit", vocabulary.unit);
  reader.take();
  return { count: Number(digits), unit };
}

function parseDayFirst(reader: TokenReader): DayWords {
  const day = reader.take();
  const month = reader.take();
  return annual(reader, { day, month, from: day });
}

function parseMonthFirst(reader: TokenReader): DayWords {
  const month = reader.take();
  if (!dayNumberForm.test(reader.word())) throw expectedHere(reader, "date");
  return annual(reader, { day: reader.take(), month, from: month });
}

type NamedDay = { day: Token; month: Token; from: Token };

/** `24 dec`, with the year if one follows. */
function annual(reader: TokenReader, { day, month, from }: NamedDay): DayWords {
  const number = monthWords[month.text.toLowerCase()] ?? 0;
  const hasYear = yearForm.test(reader.word());
  const last = hasYear ? reader.peek() : from === day ? month : day;
  const year = hasYear ? reader.take().text : "2028";
  const date = [year, String(number).padStart(2, "0"), day.text.padStart(2, "0")].join("-");
  const result = normaliseDueDate(date);
  if (!("dueDate" in result)) {
    const words = from === day ? [day, month] : [month, day];
    const word = [...words, ...(hasYear ? [last] : [])].map(({ text }) => text).join(" ");
    throw noSuchDate(from, last, word);
  }
  return hasYear
    ? { kind: "date", date: result.dueDate }
    : { kind: "annual", month: number, day: Number(day.text) };
}
