import { priorityOfRank } from "@pakaura/domain/priority";
import { toIso } from "../tasks/task-row.ts";

/** What `plainTaskJson` takes, in this order. */
export const plainColumns = `t.id, t.title, t.notes, t.completed_at, t.due_at, t.due_on,
  t.reminder_lead_minutes, t.priority, t.tags, t.recurrence_parent_id, t.version, t.created_at,
  t.updated_at, t.deleted_at`;

/** A row as the database writes it: text or null. */
export type PlainRow = [
  id: string,
  title: string,
  notes: string,
  completedAt: string | null,
  dueAt: string | null,
  dueOn: string | null,
  reminderLeadMinutes: string | null,
  priority: string,
  tags: string,
  recurrenceParentId: string | null,
  version: string,
  createdAt: string,
  updatedAt: string,
  deletedAt: string | null,
];

/**
 * The JSON of a task that does not recur: the same text that `toTask` and
 * `JSON.stringify` give (a test compares them), in a third of the time, which is most of the time of
 * a snapshot. `now` is ISO text, which sorts as the instants do.
 */
export function plainTaskJson(row: PlainRow, now: string): string {
  const [id, title, notes, completedAt, dueAt, dueOn, lead, priority, tags, parentId, version] =
    row;
  const due = dueAt === null ? null : toIso(dueAt);
  const isOverdue = due !== null && completedAt === null && due < now;
  return `{"id":"${id}","title":${JSON.stringify(title)},"notes":${JSON.stringify(notes)},"completed":${completedAt !== null},"completed_at":${instant(completedAt)},"due_date":${quoted(dueOn ?? due)},"reminder_lead_minutes":${lead},"priority":"${priorityOfRank(Number(priority))}","tags":${tagsJson(tags)},"recurrence":null,"recurrence_parent_id":${quoted(parentId)},"overdue":${isOverdue},"version":${version},"created_at":${instant(row[11])},"updated_at":${instant(row[12])},"deleted_at":${instant(row[13])}}`;
}

function instant(text: string | null): string {
  return text === null ? "null" : `"${toIso(text)}"`;
}

function quoted(text: string | null): string {
  return text === null ? "null" : `"${text}"`;
}

/** `{home,"null"}` as `["home","null"]`: tags have letters, digits and hyphens only. */
function tagsJson(array: string): string {
  if (array === "{}") return "[]";
  return `["${array.slice(1, -1).replaceAll('"', "").replaceAll(",", '","')}"]`;
}
