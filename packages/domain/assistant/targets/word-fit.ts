/** How well a word that was said fits a word of a title: 1 is the same, 0 is another word. */
export type Fit = number;

export const fits = {
  same: 1,
  ending: 0.95,
  stem: 0.88,
  prefix: 0.85,
  longer: 0.8,
  slip: 0.7,
} as const;

/** Endings that a word takes without becoming another: "apple" and "apples". */
const endings = new Set(["s", "es", "n", "en", "e", "er", "em"]);
const shortestPrefix = 3;
const shortestPart = 5;

export type Stemmed = { word: string; stem: string };

/** How a word fits, typing errors apart. */
export function wordFit(said: Stemmed, titled: Stemmed): Fit {
  if (said.word === titled.word) return fits.same;
  const [short, long] = said.word.length < titled.word.length ? [said, titled] : [titled, said];
  const isStem = said.stem === titled.stem;
  if (long.word.startsWith(short.word) && short.word.length >= shortestPrefix) {
    const rest = long.word.slice(short.word.length);
    if (short === said && endings.has(rest)) return fits.ending;
    if (isStem) return fits.stem;
    if (short === said && short.word.length > shortestPrefix) return fits.prefix;
    if (short === titled && short.word.length > shortestPrefix) return fits.longer;
  }
  if (isStem) return fits.stem;
  const isPart = said.word.length >= shortestPart && titled.word.endsWith(said.word);
  return isPart ? fits.longer : 0;
}

/** Whether a word is another with one typing error. Words of three letters have too many neighbours. */
export function isSlip(said: string, titled: string): boolean {
  if (said.length < 4 || titled.length < 4 || Math.abs(said.length - titled.length) > 1)
    return false;
  if (/\d/u.test(said)) return false;
  let at = 0;
  while (at < said.length && said[at] === titled[at]) at += 1;
  const [left, right] = [said.slice(at), titled.slice(at)];
  const isExchanged =
    left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    isExchanged
  );
}
