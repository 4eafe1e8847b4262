import { wordsOf, type Lexicon } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Shorter words are too often one edit from another word. */
const shortest = 5;
/** One letter more or less makes too many other words of these. */
const short = 5;

/** What a word may be a typing error of, by language. */
type Targets = { known: ReadonlySet<string>; targets: readonly string[] };
const targetsOf = new WeakMap<Vocabulary, Targets>();

/** The tokens with typing errors in the names of days and months mended: "tommorow", "thursdy". */
export function mendTypingErrors(tokens: readonly Token[], lexicons: readonly Lexicon[]): Token[] {
  const languages = lexicons.map(({ vocabulary }) => ownTargets(vocabulary));
  return tokens.map((token) => {
    if (token.kind !== "word" || token.text.length < shortest) return token;
    if (languages.some(({ known }) => known.has(token.text))) return token;
    const meant = languages
      .flatMap(({ targets }) => targets)
      .find((target) => isOneEdit(token.text, target));
    return meant === undefined ? token : { ...token, text: meant };
  });
}

/** True for a word that looks like the name of a day or month, but is further from it. */
export function isNearlyAName(word: string, lexicons: readonly Lexicon[]): boolean {
  if (word.length < 6) return false;
  return lexicons.some(({ vocabulary }) => {
    const { known, targets } = ownTargets(vocabulary);
    return (
      !known.has(word) &&
      targets.some(
        (target) =>
          target.length > 6 &&
          target[0] === word[0] &&
          Math.abs(target.length - word.length) <= 2 &&
          editsBetween(word, target) <= 2,
      )
    );
  });
}

function ownTargets(vocabulary: Vocabulary): Targets {
  const known = targetsOf.get(vocabulary);
  if (known !== undefined) return known;
  const { weekdays, months, relativeDays, tonight, weekend, every } = vocabulary;
  const names = [weekdays, months, relativeDays].flatMap((words) => Object.keys(words));
  const targets = [...names, ...tonight, ...weekend, ...every].filter(
    (word) => word.length >= shortest && !/[\s\d]/u.test(word),
  );
  const made = {
    known: new Set(wordsOf(vocabulary).flatMap((word) => word.split(" "))),
    targets: [...new Set(targets)],
  };
  targetsOf.set(vocabulary, made);
  return made;
}

/** One letter more, less, or another, two that changed places, or letters doubled. */
function isOneEdit(word: string, target: string): boolean {
  if (Math.abs(word.length - target.length) > 2) return false;
  const isBegun = word[0] === target[0] || (word[0] === target[1] && word[1] === target[0]);
  if (!isBegun) return false;
  if (withoutDoubles(word) === withoutDoubles(target)) return true;
  if (target.length <= short) return isSwapped(word, target);
  return (
    isSwapped(word, target) ||
    (Math.abs(word.length - target.length) <= 1 && editsBetween(word, target) === 1)
  );
}

function withoutDoubles(word: string): string {
  return word.replace(/(.)\1/gu, "$1");
}

function isSwapped(word: string, target: string): boolean {
  if (word.length !== target.length) return false;
  const at = Array.from(word).findIndex((letter, index) => letter !== target[index]);
  const swapped = word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  return at >= 0 && swapped === target;
}

/** The fewest letters to add, leave out or change (Levenshtein). */
function editsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(left).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = letter === right[column - 1];
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (isSame ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
