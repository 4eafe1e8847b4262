import type { StoredTask } from "../tasks/stored-task.ts";

/**
 * Whether an instance was taken back, and has not come again since: it stands for no date. It is in no list,
 * and not in the trash either, where it could be restored beside the one that comes in its place.
 */
export function isTakenBack({ rule, deletedAt, occurrence }: StoredTask): boolean {
  return rule !== null && deletedAt !== null && occurrence === null;
}

/** The same of a row of tasks (alias `t`). */
export const takenBackCondition =
  "(t.recurrence_rule_id is not null and t.deleted_at is not null and t.occurrence is null)";
