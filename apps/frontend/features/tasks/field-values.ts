import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { previewRecurrence } from "./preview-recurrence.ts";

/** What an update can change. */
export const updateFields = [
  "title",
  "notes",
  "due_date",
  "reminder_lead_minutes",
  "priority",
  "tags",
  "recurrence",
] as const satisfies readonly (keyof UpdateTask)[];
export type UpdateField = (typeof updateFields)[number];

/** Something that is equal when the field is. */
export function valueOf(task: Task, field: UpdateField): string {
  if (field === "due_date") return instantOf(task.due_date);
  if (field === "recurrence") {
    const { recurrence } = task;
    return recurrence?.active ? `${plainRule(recurrence.rrule)} ${recurrence.from}` : "";
  }
  return JSON.stringify(task[field]);
}

/** What `valueOf` will be when an update is done; of a field that it does not change, nothing useful. */
export function wantedValue({ recurrence, ...body }: UpdateTask, field: UpdateField): string {
  if (field === "due_date") return instantOf(body.due_date ?? null);
  if (field === "tags") return JSON.stringify(body.tags?.toSorted());
  if (field !== "recurrence") return JSON.stringify(body[field]);
  if (!recurrence) return "";
  const { rrule, from } = previewRecurrence(recurrence);
  return `${plainRule(rrule)} ${from}`;
}

/** On which day weeks begin comes from the settings, which may be others than when it was written. */
function plainRule(rrule: string): string {
  return rrule.replace(/;WKST=[A-Z]{2}/, "");
}

/** The same instant may be written with different offsets. */
function instantOf(dueDate: string | null): string {
  return dueDate === null || dueDate.length === 10 ? String(dueDate) : String(Date.parse(dueDate));
}
