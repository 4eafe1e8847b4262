import type { Context } from "../context.ts";
import type { Word } from "../words.ts";
import { countOf } from "./count-of.ts";
import { tasksOf } from "./known-tasks.ts";
import type { Target } from "./target.ts";

/** "It", "those two", "the second one": what was shown or spoken of before. Null when the words say something else. */
export function resolveReference(words: readonly Word[], context: Context): Target | null {
  const { language, phrases } = context.lexicon;
  if (words.length === 0) return null;
  if (phrases(language.both).isWhole(words)) return ofFocus(2, context);
  if (phrases(language.them).isWhole(words)) return ofFocus(null, context);
  if (phrases(language.it).isWhole(words)) return ofFocus(1, context);
  const places = placesIn(words, context);
  return places === null ? null : ofShown(places, context);
}

/** So many tasks as the words before spoke of; any number where null. */
function ofFocus(count: number | null, context: Context): Target {
  const { spokenOf, conversation } = context;
  const ids = spokenOf.length > 0 ? spokenOf : conversation.focus;
  const tasks = tasksOf(ids, context, true);
  const isRight = count === null ? tasks.length > 0 : tasks.length === count;
  return isRight
    ? { kind: "found", tasks, isAll: tasks.length > 2 }
    : { kind: "unclear", candidates: tasks, isTie: tasks.length > 1 };
}

/** Places of a list from 1, or from its end: -1. */
function placesIn(words: readonly Word[], context: Context): number[] | null {
  const { conversation, lexicon } = context;
  const { fillers } = lexicon;
  const plain = words.filter(({ text }) => !fillers.has(text) || /^\d/u.test(text));
  const [first, second] = plain;
  if (first === undefined || first.isKept) return null;
  const place = placeOf(first, context);
  if (place !== null && plain.length === 1) return [place];
  const count = second === undefined ? null : countOf([second], context);
  if (place !== null && count !== null && plain.length === 2)
    return Array.from({ length: count }, (_, index) => (place < 0 ? index - count : index + 1));
  const joined = plain.map((word) => placeOf(word, context));
  const isJoined = joined.every((one) => one !== null) && joined.length < 6;
  if (isJoined) return joined.flatMap((one) => one ?? []);
  // "Task 2", "number 2", "#2".
  const digits = plain.find(({ text }) => /^\d{1,3}$/u.test(text));
  const isNumber =
    digits !== undefined && plain.every((word) => word === digits || numberWords.has(word.text));
  return isNumber && (words.length > 1 || conversation.shown.length > 0)
    ? [Number(digits.text)]
    : null;
}

const numberWords = new Set(["number", "no", "nr", "nummer", "id", "ids", "#"]);

function placeOf(word: Word, { lexicon }: Context): number | null {
  return lexicon.valueOf(lexicon.language.ordinals, [word]) ?? null;
}

function ofShown(places: readonly number[], context: Context): Target {
  const { shown, focus } = context.conversation;
  const list = shown.length > 0 ? shown : focus;
  const ids = places.flatMap((place) => list.at(place < 0 ? place : place - 1) ?? []);
  const tasks = tasksOf(ids, context, true);
  const isThere = list.length > 0 && tasks.length === places.length;
  return isThere
    ? { kind: "found", tasks, isAll: false }
    : { kind: "unclear", candidates: [], isTie: false };
}
