import type { Priority } from "@pakaura/contract/task";
import { parseQuickAdd } from "../../quick-add/parse-quick-add.ts";
import type { Context } from "../context.ts";
import { textOf, type Word } from "../words.ts";

/** The priority that some words name: those of the language, or as quick add reads "high priority" and "!high". */
export function readPriority(
  words: readonly Word[],
  { text, at, lexicon }: Pick<Context, "text" | "at" | "lexicon">,
): Priority | null {
  if (words.length === 0 || words.length > 4 || words.some(({ isKept }) => isKept)) return null;
  const own = lexicon.valueOf(lexicon.language.priorities, words);
  if (own) return own;
  const phrase = textOf(text, words);
  for (const form of [phrase, `${phrase} priority`]) {
    const read = parseQuickAdd(form, { ...at, isWhole: true });
    const isAlone = read.title === "" && read.found.length === 1;
    if (isAlone && read.priority !== null) return read.priority;
  }
  return null;
}
