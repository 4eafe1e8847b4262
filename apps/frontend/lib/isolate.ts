/** Letters that are written from right to left, and the signs that turn the text around them (UAX #9). */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * What a person wrote, to stand in a sentence: the direction of its letters cannot turn the words around it. Signs
 * of its own that would end that are left out; text that turns nothing is left as it is.
 */
export function isolate(text: string): string {
  return turning.test(text) ? `\u2068${text.replace(/[\u2066-\u2069]/gu, "")}\u2069` : text;
}
