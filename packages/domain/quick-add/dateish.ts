import type { Lexicon } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/**
 * What a token could be in something that says when: the name of a day, a unit, "every", what ends
 * or limits a series ("until"), what joins ("and", "of"), or a sign between numbers.
 */
export type DateishKind =
  | "day"
  | "maybe-day"
  | "of"
  | "at"
  | "month"
  | "unit"
  | "time-unit"
  | "ordinal"
  | "number"
  | "every"
  | "limit"
  | "except"
  | "in"
  | "which"
  | "position"
  | "or"
  | "part"
  | "join"
  | "mark"
  | "sign";
export type Dateish = { kind: DateishKind; token: Token; at: number };

const signs = /^[-–/:.,&+]$/u;

/** What a token could be in a date; null for any other word. */
export function dateishKind(
  tokens: readonly Token[],
  at: number,
  words: Lexicon,
): DateishKind | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (token.text === "@") return "join";
  if (token.kind === "sign") return signs.test(token.text) ? "sign" : null;
  if (token.kind === "number") {
    const next = tokens[at + 1];
    const isOrdinal = next?.isGlued && words.ordinalMarks(tokens, at + 1);
    return isOrdinal ? "ordinal" : "number";
  }
  const has = (...names: (keyof Tables)[]): boolean =>
    names.some((name) => words[name](tokens, at) !== null);
  if (token.isGlued && words.ordinalMarks(tokens, at)) return "join";
  const isDoubtful = words.vocabulary.doubtfulWeekdays.includes(token.text);
  if (isDoubtful) return "maybe-day";
  if (has("weekdays", "weekdayPlurals", "weekdayParts", "tonight")) return "day";
  if (words.relativeDays(tokens, at) !== null && token.text.length > 3) return "day";
  if (has("adverbs", "edgeWords")) return "day";
  if (has("months")) return "month";
  if (has("workday", "workdays")) return "unit";
  if (has("dayUnits") && token.text.length > 1) return "unit";
  if (has("timeUnits") && token.text.length > 1) return "time-unit";
  if (has("every", "always")) return "every";
  if (has("except") && !has("or")) return "except";
  if (has("until")) return token.text === "to" || token.text === "through" ? "join" : "limit";
  if (has("in")) return "in";
  if (isNumberWord(token, words, tokens, at)) return "number";
  if (has("oClock", "am", "pm")) return "mark";
  if (has("partsOfDay")) return "part";
  if (has("this", "coming", "next", "last")) return "which";
  if (has("or") && !has("and")) return "or";
  if (has("of")) return "of";
  if (has("at")) return "at";
  if (has("other", "ordinals")) return "position";
  return has("and", "the", "to", "on", "from", "starting") ? "join" : null;
}

/** "A" and "ein" are seldom meant as numbers. */
function isNumberWord(token: Token, words: Lexicon, tokens: readonly Token[], at: number): boolean {
  return (
    token.text.length > 2 && !token.text.startsWith("ein") && words.numbers(tokens, at) !== null
  );
}

type Tables = {
  [
    Name in keyof Lexicon as Lexicon[Name] extends (tokens: readonly Token[], at: number) => unknown
      ? Name
      : never
  ]: Lexicon[Name];
};
