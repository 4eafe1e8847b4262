import { weekdayCodes } from "../rule-parts.ts";
import type { PartOfDay } from "./phrase.ts";
import type { Groups } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

/** A number before a unit: "3 ", "3", "three ". */
export function countSource(words: Vocabulary): string {
  return String.raw`(?:(?<count>\d{1,4})\s*|(?<countWord>${oneOf(words.numbers)})\s+)`;
}

/** The number that `countSource` found. */
export function amountOf(words: Vocabulary, { count, countWord = "" }: Groups): number | null {
  return count === undefined ? (meaningOf(words.numbers, countWord) ?? null) : Number(count);
}

/** An ordinal in digits or in words: "2nd", "twenty second". */
export function ordinalSource(words: Vocabulary): string {
  return `(?:${words.ordinalDigits}|(?<ordinal>${oneOf(words.ordinals)}))`;
}

/** The number that `ordinalSource` found. */
export function ordinalOf(words: Vocabulary, { digits, ordinal = "" }: Groups): number | null {
  return digits === undefined ? (meaningOf(words.ordinals, ordinal) ?? null) : Number(digits);
}

/** A source that may stand in an expression more than once. */
export function withoutNames(source: string): string {
  return source.replaceAll(/\?<\w+>/g, "?:");
}

/** A part of the day as it stands beside a date or a time: "in the evening", "abends". */
export function partSource(words: Vocabulary, name: string): string {
  return `(?:(?:${words.inThePart})\\s+(?<${name}>${oneOf(words.partsOfDay)})|(?<${name}Adverb>${oneOf(words.adverbParts)}))`;
}

/** The part of the day that `partSource` found. */
export function partOf(words: Vocabulary, groups: Groups, name: string): PartOfDay | undefined {
  return (
    meaningOf(words.partsOfDay, groups[name] ?? "") ??
    meaningOf(words.adverbParts, groups[`${name}Adverb`] ?? "")
  );
}

/** Between the ends of a range, with its space: " to ", "-". */
export function betweenSource({ to }: Vocabulary): string {
  return String.raw`(?:\s+(?:${to})\s+|\s*[-–]\s*)`;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayNumber(words: Vocabulary, name: string): number {
  const code = meaningOf(words.weekdays, name);
  return code === undefined ? 0 : weekdayCodes.indexOf(code) + 1;
}
