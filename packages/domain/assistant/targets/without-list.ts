import type { Context } from "../context.ts";
import { tagOf } from "../reading/read-filter.ts";
import { textOf, type Word } from "../words.ts";

/** Whether some words name a list: "my to do list", "the chores", or a tag with "list" behind it. */
export function isList(words: readonly Word[], context: Context): boolean {
  const { language, phrases, fillers } = context.lexicon;
  if (words.length === 0 || words.length > 7 || words.some(({ isKept }) => isKept)) return false;
  if (phrases(language.foreign).isIn(words)) return false;
  // "NLP exam to my list" is no name of a list.
  if (
    words.some((_, at) => phrases(language.listJoins).lengthAt(words, at) > 0) &&
    !phrases(language.listNouns).isWhole(words.slice(1)) &&
    !phrases(language.listNouns).isWhole(words)
  )
    return false;
  const nouns = phrases(language.listNouns);
  const at = words.findIndex((_, index) => nouns.lengthAt(words, index) === words.length - index);
  if (at >= 0) return true;
  const rest = words.filter(({ text }) => !fillers.has(text));
  return rest.length === 1 && context.tags.has(tagOf(textOf(context.text, rest), context));
}

/** The tag that a list is named like: "my shopping list" where tasks are tagged shopping. */
export function tagOfList(words: readonly Word[], context: Context): string | null {
  const tags = words.map((word) => tagOf(textOf(context.text, [word]), context));
  return tags.find((tag) => context.tags.has(tag)) ?? null;
}

/** A target without the list that it is on: "apples on my shopping list". */
export function withoutList(words: readonly Word[], context: Context): Word[] {
  const { language, phrases } = context.lexicon;
  const joins = phrases(language.listJoins);
  for (let at = 1; at < words.length; at += 1) {
    const length = joins.lengthAt(words, at);
    const list = words.slice(at + length);
    const hasNoun = phrases(language.listNouns).isIn(list);
    // "Everything in groceries" is what has that tag.
    const isGroup = phrases(language.all).isIn(words.slice(0, at)) && tagOfList(list, context);
    if (length > 0 && hasNoun && isList(list, context) && !isGroup) return words.slice(0, at);
  }
  return [...words];
}
