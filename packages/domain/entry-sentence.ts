import type { ActivityEntry } from "@pakaura/contract/events";
import { changesWords } from "./change-words.ts";
import type { LogWords } from "./log-words.ts";

type Told = Pick<ActivityEntry, "action" | "actor" | "task_title" | "changes">;

/** What an entry says in the words of a language; null for an action that they do not know. */
export function entrySentence(entry: Told, words: LogWords): string | null {
  const { action, actor, task_title: title, changes } = entry;
  if (action === "task.updated") {
    const told = changesWords(changes, words);
    if (told !== "") return told;
  }
  if (action === "reminder.cancelled" && actor === "user") return words.reminderDismissed(title);
  return words.headlines[action]?.(title) ?? null;
}
