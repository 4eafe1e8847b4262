import type { DecisionContext } from "./change.ts";
import type { StoredTask } from "./stored-task.ts";

/** A task of the user as it begins, with nothing but its id: whoever makes one adds what it is. */
export function blankTask(id: string, { userId, now }: DecisionContext): StoredTask {
  const at = new Date(now).toISOString();
  return {
    id,
    userId,
    title: "",
    notes: "",
    completedAt: null,
    dueAt: null,
    dueOn: null,
    reminderLeadMinutes: null,
    remindersSetAt: at,
    priorityRank: 0,
    tags: [],
    rule: null,
    occurrence: null,
    occurrenceNumber: 1,
    seriesValues: null,
    recurrenceParentId: null,
    version: 1,
    createdAt: at,
    seriesAddedAt: null,
    updatedAt: at,
    deletedAt: null,
  };
}
