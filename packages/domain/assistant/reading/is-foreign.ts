import type { Context } from "../context.ts";
import { tasksOfWord } from "../targets/task-index.ts";
import type { Word } from "../words.ts";

/** No list is called by more words. */
const longestName = 4;

/**
 * Whether a clause is about something that is no list of tasks: "add this song to my playlist", "delete Mike from
 * contacts". "Email Ann" is a task: only what stands at the end behind "to" or "from" counts, or behind "this".
 */
export function isForeign(words: readonly Word[], { lexicon, index }: Context): boolean {
  const { language, phrases } = lexicon;
  const foreign = phrases(language.foreign);
  const foreignWords = new Set(language.foreign);
  const joins = phrases([...language.listJoins, ...(language.classes["onList"] ?? [])]);
  const these = phrases(language.classes["these"] ?? []);
  const starts = phrases(language.classes["foreignStart"] ?? []).lengthAt(words, 0);
  if (starts > 0 && tasksOfWord(words[0]?.text ?? "", index).length === 0) return true;
  // "The smoke alarm" is of a task where one is called so.
  if (words.some(({ text }) => foreignWords.has(text) && tasksOfWord(text, index).length > 0))
    return false;
  return words.some((_, at) => {
    const join = joins.lengthAt(words, at);
    const name = words.slice(at + join);
    const isName = at > 0 && join > 0 && name.length > 0 && name.length <= longestName;
    if (isName && foreign.isIn(name)) return true;
    const length = these.lengthAt(words, at);
    return length > 0 && foreign.lengthAt(words, at + length) > 0;
  });
}
