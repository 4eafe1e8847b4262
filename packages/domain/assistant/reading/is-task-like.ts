import type { Context } from "../context.ts";
import { saidIn } from "../deciding/created-by.ts";
import type { Word } from "../words.ts";

/**
 * Whether a clause that begins like a command is a new task where no task is meant: "book a train for friday", "remind
 * me an hour before the meeting tomorrow".
 */
export function isTaskLike(words: readonly Word[], context: Context): boolean {
  const { language, phrases } = context.lexicon;
  const said = saidIn(words, context);
  if (said.found.length === 0) return false;
  const isWeak = phrases(language.classes["weakVerb"] ?? []).lengthAt(words, 0) > 0;
  const isOfTask = !isWeak && phrases(language.taskVerbs).lengthAt(words, 0) > 0;
  const isReminded = said.dueDate !== null && said.reminderLeadMinutes !== null;
  return isWeak || isOfTask || isReminded;
}
