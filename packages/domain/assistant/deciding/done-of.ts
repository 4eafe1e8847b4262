import type { Context } from "../context.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { phraseWords, type Word } from "../words.ts";
import { saidIn, wordsBeside } from "./created-by.ts";
import type { Outcome } from "./outcome.ts";

/** "Library card renewed", "rent paid": past tense that fits exactly one open task completes it. */
export function doneOf(words: readonly Word[], context: Context): Outcome | null {
  if (!isOfPast(words, context)) return null;
  // "Cleaned the gutters this morning" says when it was done.
  const told = wordsBeside(words, saidIn(words, context));
  const target = resolveTarget(withoutReport(told, context), "open", context);
  if (target.kind !== "found" || target.tasks.length !== 1 || target.isAll) return null;
  return { kind: "change", changes: [{ does: "complete" }], tasks: target.tasks, isAll: false };
}

/** Without "I have", "is", "already": what a report says beside the task. */
function withoutReport(words: readonly Word[], { lexicon }: Context): Word[] {
  const reports = new Set(lexicon.language.classes["report"]?.flatMap(phraseWords));
  return words.filter(({ text, isKept }) => isKept || !reports.has(text));
}

/** Whether some words tell of what was done. */
export function isOfPast(words: readonly Word[], { lexicon }: Context): boolean {
  return words.some(({ text, isKept }) => !isKept && lexicon.language.isPast(text));
}
