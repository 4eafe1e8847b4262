import type { Context } from "../context.ts";
import { tasksWith } from "../targets/task-index.ts";
import { isSlip } from "../targets/word-fit.ts";
import type { Word } from "../words.ts";

/**
 * What was said with words of the language in place of typing errors of them: "mvoe the report" is "move the report".
 * Only words that are none of the language, and neither in a title nor a tag, are taken for errors. Null when there are none.
 */
export function correctedText(words: readonly Word[], context: Context): string | null {
  let text = "";
  let at = 0;
  for (const word of words) {
    const meant = meantBy(word, context);
    if (meant === null) continue;
    text += context.text.slice(at, word.start) + meant;
    at = word.end;
  }
  return at === 0 ? null : text + context.text.slice(at);
}

function meantBy(
  { text, isKept }: Word,
  { lexicon, index, trashIndex, tags }: Context,
): string | null {
  const { vocabulary } = lexicon;
  if (isKept || !/^[\p{L}']{4,}$/u.test(text) || vocabulary.has(text) || tags.has(text))
    return null;
  const known = [...vocabulary].filter((word) => isSlip(text, word));
  const near = known.length > 1 ? known.filter((word) => word[0] === text[0]) : known;
  const [meant, other] = near;
  if (meant === undefined || other !== undefined) return null;
  return [index, trashIndex].some((one) => tasksWith(text, one).size > 0) ? null : meant;
}
