import { hasUnspaced, matchesPattern, searchWords, toPattern } from "./search.ts";

/** A shorter word has too many neighbours; a longer one is no word. With four letters, one may be missing. */
const shortest = 5;
const longest = 30;
/** With more such words than this nobody looks for a task by memory. */
const mostWords = 8;

/**
 * A word of a query that may have a typing error in it. A text has it that has the word as it is (`pattern`, of LIKE),
 * or else both one of `parts` (of LIKE) and `expression`, a regular expression that PostgreSQL and JavaScript read
 * alike. The parts say nothing that the expression does not: an error leaves one half of a word alone, unless the
 * letters in its middle changed places. But an index knows them.
 */
export type SimilarWord = {
  pattern: string;
  similar: { parts: string[]; expression: string } | null;
};

/**
 * How to look for a query when nothing has its words: each of five letters or more may have one typing error, and
 * then begins a word. An error is a letter too many, too few, or another one, or two that changed places. Null when
 * no word is so long, or more are than anybody would look for.
 */
export function similarWords(query: string): SimilarWord[] | null {
  const words = searchWords(query);
  const long = words.filter(mayHaveError);
  if (long.length === 0 || long.length > mostWords) return null;
  return words.map((word) => ({
    pattern: toPattern(word),
    similar: mayHaveError(word) ? formsOf(Array.from(word)) : null,
  }));
}

/** Whether a `searchText` has all the words, as the database would say. */
export function similarTest(words: readonly SimilarWord[]): (text: string) => boolean {
  const tests = words.map(({ pattern, similar }) => {
    const expression = similar === null ? null : new RegExp(similar.expression, "u");
    return (text: string): boolean =>
      matchesPattern(text, pattern) ||
      (expression !== null &&
        similar?.parts.some((part) => matchesPattern(text, part)) === true &&
        expression.test(text));
  });
  return (text) => tests.every((test) => test(text));
}

function mayHaveError(word: string): boolean {
  const { length } = Array.from(word);
  const isInReach = length >= shortest - 1 && length <= longest;
  return isInReach && /^[\p{L}\p{M}]+$/u.test(word) && !hasUnspaced(word);
}

function formsOf(letters: readonly string[]): NonNullable<SimilarWord["similar"]> {
  const half = Math.floor(letters.length / 2);
  const first = letters.slice(0, half);
  const second = letters.slice(half);
  const [start, end] = [first.join(""), second.join("")];
  if (letters.length < shortest) {
    const rest = letters.slice(1).join("");
    return {
      parts: [`% ${start}%`, `%${rest}%`],
      expression: ` ${letters[0]}${oneOf([...lacking(letters.slice(1), 0)])}`,
    };
  }
  const swapped = [...first.slice(0, -1), second[0], first.at(-1), ...second.slice(1)].join("");
  return {
    parts: [`% ${start}%`, `%${end}%`, `% ${swapped}%`],
    expression: ` ${oneOf([
      `${start}${oneOf([...lacking(second, 0), ...changed(second)])}`,
      `${oneOf([...lacking(first, 1), ...changed(first)])}${end}`,
      swapped,
    ])}`,
  };
}

/** With a letter more, from a place on. An apostrophe has the next word after it. */
function lacking(letters: readonly string[], from: number): string[] {
  return letters
    .map(
      (_, index) =>
        `${letters.slice(0, index).join("")}(?:[^ ]|' )${letters.slice(index).join("")}`,
    )
    .slice(from);
}

/** With a letter less, another one, or two that changed places. */
function changed(letters: readonly string[]): string[] {
  return letters.flatMap((letter, index) => {
    const before = letters.slice(0, index).join("");
    const next = letters[index + 1];
    const after = letters.slice(index + 1).join("");
    const swapped =
      next === undefined ? [] : [`${before}${next}${letter}${letters.slice(index + 2).join("")}`];
    return [`${before}${after}`, `${before}[^ ]${after}`, ...swapped];
  });
}

function oneOf(forms: readonly string[]): string {
  return `(?:${[...new Set(forms)].join("|")})`;
}
