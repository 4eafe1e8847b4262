import type { Context } from "../context.ts";
import type { Word } from "../words.ts";
import { withoutList } from "../targets/without-list.ts";
import { readFilter, type TaskFilter } from "./read-filter.ts";

/** A question for tasks. */
export type ListRequest = {
  filter: TaskFilter;
  /** What the titles must have. */
  search: Word[];
  /** True when it surely asks for tasks; else only where the words are those of a task. */
  isSure: boolean;
};

/**
 * Reads "what's due this week", "anything tagged work and urgent", and of what is no question "tasks due today". Null
 * for anything else.
 */
export function readList(
  words: readonly Word[],
  context: Context,
  opener: "listOpener" | "listSubject",
): ListRequest | null {
  const { language, phrases } = context.lexicon;
  if (phrases(language.classes[opener] ?? []).lengthAt(words, 0) === 0) return null;
  const isSigned = phrases(language.listSigns).isIn(words);
  if (phrases(language.foreign).isIn(words)) return null;
  const { filter, rest, isEmpty } = readFilter(words, language.listFillers, context);
  const isSaid = rest.length === 0;
  const onList = new Set(withoutList(words, context));
  // "Tasks due this week" asks for tasks; "task water the fern" does not.
  if (opener === "listSubject" && !isSaid) return null;
  // "What's up" has nothing of a list in it.
  if (isSaid && !isSigned && isEmpty) return null;
  return {
    filter,
    search: rest.filter((word) => onList.has(word)),
    isSure: isSigned || (isSaid && !isEmpty),
  };
}
