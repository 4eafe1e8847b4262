import type { UpdateTask } from "@pakaura/contract/http";
import type { FieldError } from "@pakaura/contract/problem";
import { isAllDay, normaliseDueDate, toDueAt } from "@pakaura/domain/due-date";
import { priorityRank } from "@pakaura/domain/priority";
import { normaliseTags } from "@pakaura/domain/tags";
import { Problem } from "@pakaura/service/problem";
import type { StoredTask } from "./stored-task.ts";

type Fields = Omit<UpdateTask, "recurrence">;

/**
 * The columns that the fields of a body set, normalised. Throws `validation_failed` with every wrong
 * field that the schema could not see: dates out of range, tags, broken text.
 */
export function storedFields(body: Fields, timeZone: string): Partial<StoredTask> {
  const errors: FieldError[] = [];
  const values: Partial<StoredTask> = {};
  if (body.title !== undefined) values.title = wellFormed("title", body.title, errors);
  if (body.notes !== undefined) values.notes = wellFormed("notes", body.notes, errors);
  if (body.reminder_lead_minutes !== undefined) {
    values.reminderLeadMinutes = body.reminder_lead_minutes;
  }
  if (body.priority !== undefined) values.priorityRank = priorityRank(body.priority);
  if (body.tags !== undefined) values.tags = tagsOf(body.tags, errors);
  if (body.due_date !== undefined) Object.assign(values, dueOf(body.due_date, timeZone, errors));
  if (errors.length > 0)
    throw new Problem("validation_failed", "The task is not valid.", { errors });
  return values;
}

/** The columns of a due date in its answered form. */
export function dueColumns(
  dueDate: string | null,
  timeZone: string,
): Pick<StoredTask, "dueAt" | "dueOn"> {
  const dueOn = dueDate !== null && isAllDay(dueDate) ? dueDate : null;
  return { dueAt: toDueAt(dueDate, timeZone), dueOn };
}

function wellFormed(field: string, text: string, errors: FieldError[]): string {
  if (!text.isWellFormed()) {
    errors.push({ field, code: "invalid_text", message: "must be well-formed Unicode" });
  }
  return text;
}

function tagsOf(texts: string[], errors: FieldError[]): string[] {
  const result = normaliseTags(texts);
  if ("tags" in result) return result.tags;
  for (const { index, message } of result.errors) {
    errors.push({ field: `tags.${index}`, code: "invalid_tag", message });
  }
  return [];
}

function dueOf(text: string | null, timeZone: string, errors: FieldError[]): Partial<StoredTask> {
  if (text === null) return dueColumns(null, timeZone);
  const result = normaliseDueDate(text);
  if ("dueDate" in result) return dueColumns(result.dueDate, timeZone);
  errors.push({ field: "due_date", code: "invalid_date", message: result.error });
  return {};
}
