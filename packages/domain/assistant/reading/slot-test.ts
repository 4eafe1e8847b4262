import { normaliseTag } from "../../tags.ts";
import type { SlotName } from "../frames/frame.ts";
import type { SlotTest } from "../frames/match-frame.ts";
import type { Context } from "../context.ts";
import { countOf } from "../targets/count-of.ts";
import { isList } from "../targets/without-list.ts";
import { phraseWords, textOf, type Word } from "../words.ts";
import { readPriority } from "./read-priority.ts";
import { readLeadMinutes, readRule, readWhen } from "./read-when.ts";
import { tagsIn } from "./tags-in.ts";

/** What may stand in a slot: what its reader understands as a whole, and nothing that makes it no command. */
export function slotTest(context: Context): SlotTest {
  return (name, words) => {
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined) return false;
    const key = `${name} ${first.start} ${last.end}`;
    const result = context.fits.get(key) ?? isFit(name, words, context);
    context.fits.set(key, result);
    return result;
  };
}

const longestSpan = 12;

function isFit(name: SlotName, words: readonly Word[], context: Context): boolean {
  const phrase = textOf(context.text, words);
  const isShort = words.length <= longestSpan && !words.some(({ isKept }) => isKept);
  switch (name) {
    case "when":
      return isShort && readWhen(phrase, context.at) !== null;
    case "span":
      return (
        isShort && readWhen(`in ${phrase}`, context.at)?.saysDay === true && /\p{L}/u.test(phrase)
      );
    case "priority":
      return isShort && readPriority(words, context) !== null;
    case "rule":
      return isShort && readRule(phrase, context.at) !== null;
    case "lead":
      return isShort && readLeadMinutes(phrase, context.at) !== null;
    case "tag":
      return isShort && isTag(words, context);
    case "list":
      return isList(words, context);
    case "count":
      return countOf(words, context) !== null;
    case "target":
      return !opensWithSign(words) && namesSomething(words, context);
    case "title":
    case "text":
    case "words":
      return true;
  }
}

/** "The" alone names no task; "it" does. */
function namesSomething(words: readonly Word[], { lexicon }: Context): boolean {
  const { it, them, both, classes } = lexicon.language;
  const small = new Set(classes["a"]?.flatMap(phraseWords));
  return (
    words.some(({ text }) => !small.has(text)) ||
    [it, them, both].some((list) => lexicon.phrases(list).isWhole(words))
  );
}

function opensWithSign(words: readonly Word[]): boolean {
  return /^[,.;:!?]$/u.test(words[0]?.text ?? "");
}

function isTag(words: readonly Word[], context: Context): boolean {
  const tags = tagsIn(words, context);
  return tags.length > 0 && tags.every((tag) => normaliseTag(tag) !== null);
}
