import type { FieldError } from "@pakaura/contract/problem";
import { fitTexts } from "./fit-texts.ts";
import type { ImportedTask, ImportWarning } from "./imported-task.ts";
import { wordsOf } from "./row-errors.ts";

type Fields = ImportedTask["fields"];
type Field = "due_date" | "recurrence" | "priority" | "reminder_lead_minutes";

const words: Record<Field, string> = {
  due_date: "Due date",
  recurrence: "Repeats",
  priority: "Priority",
  reminder_lead_minutes: "Reminder",
};
const order: readonly Field[] = ["due_date", "recurrence", "priority", "reminder_lead_minutes"];
/** A value is told as far as a person reads it. */
const maxLength = 200;

/**
 * The fields without those that are wrong, which stand in the notes, and what is to be said of it; null
 * when a task cannot do without one. A series goes with its due date: it would begin on another day.
 */
export function leaveOut(
  fields: Fields,
  errors: readonly FieldError[],
): { fields: Fields; warnings: ImportWarning[] } | null {
  const wrong = new Set(errors.map(({ field }) => field.split(".")[0] ?? ""));
  if (wrong.has("due_date") && fields.recurrence !== undefined) wrong.add("recurrence");
  const left = order.filter((field) => wrong.has(field) && fields[field] !== undefined);
  if (left.length === 0 || left.length < wrong.size) return null;
  const rest = { ...fields };
  const told: string[] = [];
  const warnings: ImportWarning[] = [];
  for (const field of left) {
    const value = valueOf(fields, field).slice(0, maxLength).toWellFormed();
    // Without a word of its own a task would get the lead time of the settings.
    if (field === "reminder_lead_minutes") rest[field] = null;
    else delete rest[field];
    told.push(`${words[field]}: ${value}`);
    const why = wordsOf(errors.filter((error) => error.field.split(".")[0] === field));
    const because = why === "" ? "" : `: ${why}`;
    const message = `Its ${noun(field)} "${value}" is left out, and in the notes${because}.`;
    warnings.push({ message, code: "left_out", field, value });
  }
  const texts = fitTexts(
    fields.title,
    [told.join("\n"), fields.notes].filter(Boolean).join("\n\n"),
  );
  return {
    fields: { ...rest, notes: texts.notes },
    warnings: [...warnings, ...texts.warnings],
  };
}

function noun(field: Field): string {
  return words[field] === "Repeats" ? "recurrence" : words[field].toLowerCase();
}

function valueOf(fields: Fields, field: Field): string {
  const value = fields[field] ?? "";
  if (typeof value !== "object") return String(value);
  return "rrule" in value ? value.rrule : JSON.stringify(value);
}
