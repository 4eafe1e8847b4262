import type { Context } from "../context.ts";
import { trimmedWords, type Word } from "../words.ts";

/**
 * The titles of several tasks: "sweep the patio, oil the gate and prune the roses", and on a list that is named like
 * a tag "bread and cheese". "Salt and pepper" without either is one task.
 */
export function splitTitles(
  words: readonly Word[],
  isOnList: boolean,
  { lexicon }: Context,
): Word[][] {
  const ands = lexicon.phrases(lexicon.language.and);
  const verbs = lexicon.phrases(lexicon.language.taskVerbs);
  const pieces: Word[][] = [[]];
  const commas = words.filter(({ text, isKept }) => text === "," && !isKept).length;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const length = word.isKept ? 0 : /^[,;]$/u.test(word.text) ? 1 : ands.lengthAt(words, at);
    const next = at + length;
    const afterComma = word.text === "," ? ands.lengthAt(words, next) : 0;
    const isNewVerb = verbs.lengthAt(words, next + afterComma) > 0;
    const isListed = isOnList || commas > 1 || (commas > 0 && word.text !== ",");
    if (length > 0 && at > 0 && next < words.length && (isNewVerb || isListed)) {
      pieces.push([]);
      at += length + afterComma - 1;
    } else pieces.at(-1)?.push(word);
  }
  return pieces.map(trimmedWords).filter((piece) => piece.length > 0);
}
