import { limits } from "@pakaura/contract/task";
import { exportedTaskSchema } from "@pakaura/contract/transfer";
import { normaliseDueDate } from "@pakaura/domain/due-date";
import { nameUuid } from "@pakaura/service/name-uuid";
import { fitTags } from "./fit-tags.ts";
import { fitTexts } from "./fit-texts.ts";
import { JsonFields } from "./json-fields.ts";
import type { Remark } from "./remarks.ts";

type Row = Record<string, unknown>;
export type Mended = { row: Row; remarks: Remark[] };

const namespace = "3d1f6f0e-7a0b-4c55-9a61-0f8b5f0c2f57";
const fields = Object.entries(exportedTaskSchema.shape);
const reminder = exportedTaskSchema.shape.reminders.element;

/**
 * A row of an export with those fields replaced that cannot be, and those of `refused`: by what a task has without
 * them. Each is told, and stands in the notes. A series goes with its due date, and who was done or in the trash
 * stays so. Null for what is no row at all.
 */
export function mendRow(
  value: unknown,
  {
    line,
    now,
    userId,
    refused,
  }: { line: number; now: string; userId: string; refused: ReadonlySet<string> },
): Mended | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const told = new JsonFields(value, line);
  const given = (name: string): unknown =>
    Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  const wrong = new Set(
    fields
      .filter(([name, schema]) => refused.has(name) || !schema.safeParse(given(name)).success)
      .map(([name]) => name),
  );
  if (!isDay(told.raw("due_date"))) wrong.add("due_date");
  if (wrong.has("due_date")) wrong.add("series");
  const row: Row = {};
  for (const [name, schema] of fields) {
    const isOptional = schema.safeParse(undefined).success;
    if (!wrong.has(name)) row[name] = given(name);
    else if (!isOptional) row[name] = instead(name, told, { now, userId });
  }
  for (const name of Object.keys(value)) {
    const isKnown = fields.some(([known]) => known === name);
    if (told.raw(name) !== null && (wrong.has(name) || !isKnown)) told.refuse(name);
  }
  const texts = fitTexts(String(row["title"]), notesOf(row, told));
  const cut = texts.warnings.map((one) => ({ line, ...one }));
  const remarks = [...told.remarks, ...cut];
  return { row: { ...row, title: texts.title || "Untitled", notes: texts.notes }, remarks };
}

function isDay(value: unknown): boolean {
  return value === null || (typeof value === "string" && "dueDate" in normaliseDueDate(value));
}

function notesOf(row: Row, told: JsonFields): string {
  const notes = row["notes"];
  const kept = told.kept.join("\n");
  return [kept, typeof notes === "string" ? notes : ""].filter((text) => text !== "").join("\n\n");
}

function instead(
  name: string,
  told: JsonFields,
  { now, userId }: { now: string; userId: string },
): unknown {
  const value = told.raw(name);
  switch (name) {
    case "id":
      return nameUuid(
        namespace,
        JSON.stringify([userId, value, told.raw("title"), told.raw("created_at")]),
      );
    case "title":
    case "notes":
      return typeof value === "string" ? value : "";
    case "priority":
      return "none";
    case "tags":
      return fitTags(Array.isArray(value) ? value.filter((one) => typeof one === "string") : [])
        .tags;
    case "reminders":
      return Array.isArray(value)
        ? value.filter((one) => reminder.safeParse(one).success).slice(0, limits.remindersPerTask)
        : [];
    case "created_at":
      return now;
    case "completed_at":
    case "deleted_at":
      return value === null ? null : now;
    default:
      return null;
  }
}
