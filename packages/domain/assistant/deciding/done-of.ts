import type { Context, Said } from "../context.ts";
import { localDate } from "../../due-date.ts";
import { dayOf } from "../targets/match-filter.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { phraseWords, type Word } from "../words.ts";
import { saidIn, wordsBeside } from "./created-by.ts";
import type { Outcome } from "./outcome.ts";

/** "Library card renewed", "rent paid": past tense that fits exactly one open task completes it. */
export function doneOf(words: readonly Word[], context: Context): Outcome | null {
  if (!isOfPast(words, context)) return null;
  // "Cleaned the gutters this morning" says when it was done.
  const said = saidIn(words, context);
  if (isAhead(said, context)) return null;
  const told = wordsBeside(words, said);
  const target = resolveTarget(withoutReport(told, context), "open", context);
  if (target.kind !== "found") return doneBefore(told, context);
  if (target.tasks.length !== 1 || target.isAll) return null;
  return { kind: "change", changes: [{ does: "complete" }], tasks: target.tasks, isAll: false };
}

/** "Tick it off, it's replaced": why, of a task that the turn has completed already. */
function doneBefore(told: readonly Word[], context: Context): Outcome | null {
  const ids = context.spokenOf.filter((id) => context.changed.get(id)?.completed === true);
  const target =
    ids.length > 0 ? resolveTarget(withoutReport(told, context), "done", context) : null;
  const isOfIt = target?.kind === "found" && target.tasks.every(({ id }) => ids.includes(id));
  return isOfIt ? { kind: "mention", tasks: target.tasks } : null;
}

/** What is to come was not done. */
function isAhead({ dueDate }: Said, { at }: Context): boolean {
  const day = dayOf(dueDate, at.timeZone);
  return day !== null && day > localDate(at.now, at.timeZone);
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
