import { foldSigns, withoutInvisible } from "./fold-signs.ts";

/** Letters that have no decomposition in Unicode, as people type them without the accent. */
const plainLetters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const withoutPlainForm = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "gu");

/**
 * Accents: the combining diacritical marks, Hebrew points and Arabic vowel signs. The signs of Indic
 * and Thai scripts and the Japanese voicing mark are letters in all but name, and stay.
 */
const accents =
  /[\u0300-\u036f]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/gu;

// Classes of Unicode characters take milliseconds to make: those below are made when they are first used.

/** Whether it has a letter of a script written without spaces: there, any character can begin a word. */
export function hasUnspaced(word: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    word,
  );
}

/** The text with one space for every run of blanks and control characters. */
function withSingleSpaces(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ");
}

/** Puts a space before each letter or digit that follows neither one of its kind nor a space. */
function spaceWords(folded: string): string {
  return withSingleSpaces(folded).replace(/(?<![\p{L}\p{N}\p{M} ])(?=[\p{L}\p{N}])/gu, " ");
}

/**
 * The text without case, accents, compatibility forms and what nobody types: `Crème BRÛLÉE ﬁx` is `creme brulee
 * fix`, and `“Mum’s”` is `"mum's"`. What is stored and what is looked for are folded alike.
 */
export function foldText(text: string): string {
  // Signs before, because some come apart into a space and an accent, and after, because others come out of letters.
  return foldSigns(withoutInvisible(foldSigns(text.toWellFormed()).normalize("NFKD")))
    .replace(accents, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(withoutPlainForm, (letter) => plainLetters[letter] ?? letter);
}

/** What a task is searched by: folded title, notes and tags, with a space before every word. */
export function searchText(task: {
  title: string;
  notes: string;
  tags: readonly string[];
}): string {
  return spaceWords(foldText([task.title, task.notes, ...task.tags].join(" ")));
}

/**
 * LIKE patterns (escaped with a backslash) that must all match `searchText`. A word of three or more
 * letters and digits may stand inside another, a shorter one only at the beginning of a word.
 */
export function searchPatterns(query: string): string[] {
  return [...new Set(searchWords(query).map(toPattern))];
}

/** The words of a query, folded. */
export function searchWords(query: string): string[] {
  return withSingleSpaces(foldText(query))
    .split(" ")
    .filter((word) => word !== "");
}

/**
 * The LIKE pattern of words that must stand together, in this order. Null when there is nothing to
 * look for.
 */
export function phrasePattern(phrase: string): string | null {
  const folded = withSingleSpaces(foldText(phrase)).trim();
  return folded === "" ? null : toPattern(folded);
}

/** Whether a pattern of ours matches a `searchText`, as the database's LIKE would say. */
export function matchesPattern(text: string, pattern: string): boolean {
  return text.includes(pattern.slice(1, -1).replace(/\\(.)/gsu, "$1"));
}

/** The LIKE pattern of one folded word. */
export function toPattern(word: string): string {
  const spaced = spaceWords(word);
  const isLong = (word.match(/[\p{L}\p{N}]/gu) ?? []).length >= 3;
  const text = isLong || hasUnspaced(word) ? spaced.trimStart() : spaced;
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
