import { isDeepStrictEqual } from "node:util";
import type { EditScope, UpdateTask } from "@pakaura/contract/http";
import type { SeriesValues, StoredTask } from "../tasks/stored-task.ts";

/** The values that the instance after this one carries. */
export function carriedValues(task: StoredTask): SeriesValues {
  return { ...ownValues(task), ...task.seriesValues };
}

/**
 * What the next instance carries in place of an instance's own values after an edit of it: the old
 * values of the changed fields when it is for this instance alone, nothing more of theirs when it is
 * for those that follow as well.
 */
export function seriesValuesAfter(
  before: StoredTask,
  after: StoredTask,
  scope: EditScope,
): StoredTask["seriesValues"] {
  const carried = carriedValues(before);
  const own = ownValues(after);
  const old = ownValues(before);
  const kept: Partial<SeriesValues> = {};
  for (const name of valueNames) {
    const isChanged = !isDeepStrictEqual(own[name], old[name]);
    if (scope === "following" && isChanged) continue;
    if (!isDeepStrictEqual(carried[name], own[name]))
      Object.assign(kept, { [name]: carried[name] });
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

const seriesFields = ["title", "notes", "reminder_lead_minutes", "priority", "tags"] as const;
export const valueNames = [
  "title",
  "notes",
  "reminderLeadMinutes",
  "priorityRank",
  "tags",
] as const;

/** Whether an edit is of values that the instances of a series share. */
export function editsSeries(body: UpdateTask): boolean {
  return seriesFields.some((name) => body[name] !== undefined);
}

export function ownValues(task: StoredTask): SeriesValues {
  const { title, notes, reminderLeadMinutes, priorityRank, tags } = task;
  return { title, notes, reminderLeadMinutes, priorityRank, tags };
}
