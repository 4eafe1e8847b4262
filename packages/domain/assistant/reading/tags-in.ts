import { normaliseTag } from "../../tags.ts";
import type { Context } from "../context.ts";
import { textOf, type Word } from "../words.ts";

/** The tags that some words are: "#home", "home and garden", "'to read'". Empty when one of them is none. */
export function tagsIn(words: readonly Word[], { text, lexicon }: Context): string[] {
  const { language, phrases, fillers } = lexicon;
  const ands = phrases(language.and);
  const pieces: Word[][] = [[]];
  words.forEach((word, at) => {
    if (word.text === "," || ands.lengthAt(words, at) > 0) pieces.push([]);
    else if (!/^["'„“”#@]$/u.test(word.text)) pieces.at(-1)?.push(word);
  });
  const tags = pieces
    .map((piece) => piece.filter(({ text: one }) => !isSmall(one, fillers)))
    .filter((piece) => piece.length > 0)
    .map((piece) =>
      piece.filter(({ isGlued }) => !isGlued).length > 1
        ? null
        : normaliseTag(textOf(text, piece).replace(/\s+/gu, "-")),
    );
  return tags.every((tag) => tag !== null) ? [...new Set(tags)] : [];
}

/** Articles and the like, which are no part of a tag. */
function isSmall(word: string, fillers: ReadonlySet<string>): boolean {
  return word.length <= 3 && fillers.has(word) && /^\p{L}+$/u.test(word);
}
