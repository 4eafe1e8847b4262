/** Shortest and longest password, in UTF-16 code units, as better-auth counts them. */
export const passwordLength = { min: 8, max: 128 } as const;

export type Person = { name: string; email: string };
export type PasswordFault = "too_common" | "too_personal";

/** What people put before or after a word to make it look like a password: a year, `123`, `!`. */
const trimmings = /^[^\p{L}]{0,6}(?=\p{L})|(?<=\p{L})[^\p{L}]{0,6}$/gu;
/** Letters that people write as something else, and as what. */
const lookalikes: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};
const rows = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "qwertzuiop",
  "azertyuiop",
];
const runs = [...rows, ...rows.map((row) => Array.from(row).toReversed().join(""))];
/** One piece again and again, up to 32 characters in all. Longer ones are nobody's first guess. */
const repetition = /^(?=.{1,32}$)(.{1,4}?)\1+$/su;
const saidAgain = /^(?=.{1,32}$)(.{4,}?)\1+$/su;
/** What is tried first here, and nowhere else. */
const product = "pakaura";

/**
 * What is wrong with a password, or null. It is too common when it is one of `common` (in small letters), a
 * run along the alphabet, the digits or a row of keys, a short piece repeated, or blank; and too personal when it
 * is made of nothing but words of the person's name and parts of the address. All of that counts in any
 * case, with up to six digits and signs before and after, and with letters written as digits or signs.
 */
export function passwordFault(
  password: string,
  person: Person,
  common: ReadonlySet<string>,
): PasswordFault | null {
  if (password.trim() === "") return "too_common";
  const guises = guisesOf(password);
  if (guises.some((guise) => guise.length > 3 && isCommon(guise, common))) return "too_common";
  const own = ownWordsOf(person);
  return guises.some((guise) => isMadeOf(lettersOf(guise), own)) ? "too_personal" : null;
}

/** Whether a text is nothing but these words, in any order. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  return text !== "" && words.reduce((rest, word) => rest.replaceAll(word, ""), text) === "";
}

function isCommon(guise: string, common: ReadonlySet<string>): boolean {
  return (
    guise === product ||
    common.has(guise) ||
    repetition.test(guise) ||
    runs.some((run) => run.includes(guise))
  );
}

/** The password as it stands, without its trimmings, said once, and each with its letters written as letters. */
function guisesOf(password: string): string[] {
  const plain = fold(password);
  const guises = [plain, plain.replaceAll(trimmings, ""), saidAgain.exec(plain)?.[1] ?? plain];
  return [...new Set([...guises, ...guises.map(unmask)])];
}

/** More than people have: a name may be a whole book. */
const ownWordLimit = 50;

/** Words of the name, and parts of the address, in plain letters, the longest first. */
function ownWordsOf({ name, email }: Person): string[] {
  const address = fold(email);
  const parts = [...address.split("@"), ...address.split(/[@.+_-]/)];
  const words = [fold(name), ...fold(name).split(/\s+/), address, ...parts].map(lettersOf);
  const long = [...new Set(words)].filter((word) => word.length > 2);
  return long.toSorted((a, b) => b.length - a.length).slice(0, ownWordLimit);
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, "");
const unmask = (text: string): string =>
  text.replaceAll(/[@4310!$57]/g, (letter) => lookalikes[letter] ?? letter);
