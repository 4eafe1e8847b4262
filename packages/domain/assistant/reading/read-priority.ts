import type { Priority } from "@pakaura/contract/task";
import type { Context } from "../context.ts";
import { priorityWords } from "../languages/lexicon.ts";
import { textOf, type Word } from "../words.ts";
import { readWhole } from "./read-when.ts";

/** The priority that some words name: those of the language, or as quick add reads "high priority" and "!high". */
export function readPriority(
  words: readonly Word[],
  { text, at, lexicon }: Pick<Context, "text" | "at" | "lexicon">,
): Priority | null {
  if (words.length === 0 || words.length > 4 || words.some(({ isKept }) => isKept)) return null;
  const own = lexicon.valueOf(lexicon.language.priorities, words);
  if (own) return own;
  // What has none of these words is not worth a reading.
  if (!words.some(({ text: word }) => priorityWords.has(word) || /^!+$/u.test(word))) return null;
  const phrase = textOf(text, words);
  for (const form of [phrase, `${phrase} priority`]) {
    const read = readWhole(form, at);
    if (read?.found.length === 1 && read.priority !== null) return read.priority;
  }
  return null;
}
