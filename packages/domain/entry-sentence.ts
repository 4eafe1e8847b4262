import type { ActivityEntry } from "@pakaura/contract/events";
import { changesWords } from "./change-words.ts";
import type { LogWords } from "./log-words.ts";

type Told = Pick<ActivityEntry, "action" | "actor" | "task_title" | "changes"> & {
  actor_detail?: string | null | undefined;
};

/** A person has dismissed it; the assistant only takes back that it was put off. */
function isDismissed({ action, actor, actor_detail: detail }: Told): boolean {
  return action === "reminder.cancelled" && actor === "user" && detail !== "assistant";
}

/** What an entry says in the words of a language; null for an action that they do not know. */
export function entrySentence(entry: Told, words: LogWords): string | null {
  const { action, task_title: title, changes } = entry;
  if (action === "task.updated") {
    const told = changesWords(changes, words);
    if (told !== "") return told;
  }
  if (isDismissed(entry)) return words.reminderDismissed(title);
  return words.headlines[action]?.(title) ?? null;
}
