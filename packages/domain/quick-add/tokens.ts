/** A word, a number or a sign of a text, in lower case. */
export type Token = {
  text: string;
  kind: "word" | "number" | "sign";
  /** Its first UTF-16 unit in the text, and the one after its last. */
  start: number;
  end: number;
  /** True when nothing stands between it and the one before it. */
  isGlued: boolean;
  /** True when it was written with a capital. */
  isCapital: boolean;
};

const pattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?|\d+|\S/gu;

/** The tokens of a text from left to right. */
export function tokenise(text: string): Token[] {
  let end = -1;
  return [...text.matchAll(pattern)].map(({ 0: written, index }): Token => {
    const isGlued = index === end;
    end = index + written.length;
    const lower = written.toLowerCase();
    return {
      text: lower.replace("’", "'"),
      kind: /^\d/u.test(written) ? "number" : /^\p{L}/u.test(written) ? "word" : "sign",
      start: index,
      end,
      isGlued,
      isCapital: /^\p{Lu}/u.test(written),
    };
  });
}
