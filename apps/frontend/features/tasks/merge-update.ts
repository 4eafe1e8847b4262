import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { bodyBefore } from "./body-before.ts";
import type { TaskOperation } from "./operation.ts";
import { previewRecurrence } from "./preview-recurrence.ts";

const updateFields = [
  "title",
  "notes",
  "due_date",
  "reminder_lead_minutes",
  "priority",
  "tags",
  "recurrence",
] as const satisfies readonly (keyof UpdateTask)[];
export type UpdateField = (typeof updateFields)[number];

/** A field that was changed here and elsewhere, to different values. `kept` says whose stays. */
export type Conflict = {
  taskId: string;
  title: string;
  field: UpdateField;
  kept: "here" | "elsewhere";
  /** The field with the value that gave way, as an update takes it. */
  lost: UpdateTask;
};

/** What is still to be sent of an update, and where it met a change from elsewhere. */
export type MergedUpdate = { body: UpdateTask; conflicts: readonly Conflict[] };

/**
 * Merges an update into the task as the server knows it now, field by field: a field that nobody
 * else touched is sent, and of two changes to one field the later one stays. The other side's time
 * is that of the task's last change, which is the closest that a task tells.
 */
export function mergeUpdate(
  { base, madeAt, taskId, body }: Extract<TaskOperation, { kind: "update" }>,
  current: Task,
): MergedUpdate {
  const clashing = updateFields.filter((field) => {
    if (body[field] === undefined) return false;
    const now = valueOf(current, field);
    return now !== valueOf(base, field) && now !== wantedValue(body, field);
  });
  const kept = Date.parse(current.updated_at) > Date.parse(madeAt) ? "elsewhere" : "here";
  const remaining = { ...body };
  if (kept === "elsewhere") for (const field of clashing) delete remaining[field];
  const { title } = current;
  const side = kept === "elsewhere" ? body : bodyBefore(current, body);
  return {
    body: remaining,
    conflicts: clashing.map((field) => {
      const lost: UpdateTask = { [field]: side[field] };
      return { taskId, title, field, kept, lost };
    }),
  };
}

/** Something that is equal when the field is. */
function valueOf(task: Task, field: UpdateField): string {
  if (field === "due_date") return instantOf(task.due_date);
  if (field === "recurrence") {
    const { recurrence } = task;
    return recurrence?.active ? `${recurrence.rrule} ${recurrence.from}` : "";
  }
  return JSON.stringify(task[field]);
}

function wantedValue({ recurrence, ...body }: UpdateTask, field: UpdateField): string {
  if (field === "due_date") return instantOf(body.due_date ?? null);
  if (field === "tags") return JSON.stringify(body.tags?.toSorted());
  if (field !== "recurrence") return JSON.stringify(body[field]);
  if (!recurrence) return "";
  const { rrule, from } = previewRecurrence(recurrence);
  return `${rrule} ${from}`;
}

/** The same instant may be written with different offsets. */
function instantOf(dueDate: string | null): string {
  return dueDate === null || dueDate.length === 10 ? String(dueDate) : String(Date.parse(dueDate));
}
