import { createTaskSchema } from "@pakaura/contract/http";
import { type CreateReminder, createReminderSchema } from "@pakaura/contract/reminder";
import { parse } from "@pakaura/service/parse";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { toChange } from "../tasks/change.ts";
import { createTask } from "../tasks/create-task.ts";
import { fitReminders } from "./fit-reminders.ts";
import { fitTags } from "./fit-tags.ts";
import { fitTexts } from "./fit-texts.ts";
import type { ImportedTask, ImportWarning } from "./imported-task.ts";
import { leaveOut } from "./leave-out.ts";
import { errorsOf, type RowError, rowError } from "./row-errors.ts";

/** A task that can be written, or why it cannot; `warnings` are of what had to be left out. */
export type Prepared = { warnings: ImportWarning[] } & (
  | { change: Change; reminders: CreateReminder[] }
  | { error: RowError }
);

/**
 * The new task that a row of a file asks for, checked as any request is. A field that cannot be is left
 * out, and put into the notes, rather than the task with it. `createdAt` is for one that does not say.
 */
export function prepareTask(
  imported: ImportedTask,
  { id, createdAt }: { id: string; createdAt: string },
  context: DecisionContext,
): Prepared {
  const { tags, dropped } = fitTags(imported.fields.tags ?? []);
  const told = dropped.length === 0 ? "" : `Tags: ${dropped.join(", ")}`;
  const {
    title,
    notes,
    warnings: cut,
  } = fitTexts(imported.fields.title, [told, imported.fields.notes].filter(Boolean).join("\n\n"));
  const warnings: ImportWarning[] = [
    ...(imported.warnings ?? []),
    ...cut,
    ...dropped.map(unfitTag),
    ...lostTimes(imported, context.now),
  ];
  const wanted = (imported.reminders ?? []).flatMap((one) => {
    const reminder = createReminderSchema.safeParse(one);
    if (!reminder.success) {
      const message = "A reminder is left out: it has no time.";
      warnings.push({ message, code: "reminder_without_time" });
    }
    return reminder.data ?? [];
  });
  let fields: ImportedTask["fields"] = { ...imported.fields, tags, title, notes };
  for (;;) {
    try {
      const change = toCreated({ ...fields, id }, { ...imported, default: createdAt }, context);
      const { reminders, warnings: others } = fitReminders(change.after, wanted, context.now);
      return { change, reminders, warnings: [...warnings, ...others] };
    } catch (error) {
      const errors = errorsOf(error);
      const rest = leaveOut(fields, errors);
      if (rest === null) {
        const error = rowError(errors);
        return { error: title === "" ? { ...error, code: "untitled" } : error, warnings };
      }
      fields = rest.fields;
      warnings.push(...rest.warnings);
    }
  }
}

function unfitTag(word: string): ImportWarning {
  const value = word.slice(0, 200).toWellFormed();
  const message = `The tag "${value}" does not fit, and is in the notes.`;
  return { message, code: "unfit_tag", field: "tags", value };
}

/** Times that nothing could have happened at, which are replaced by that of the import. */
function lostTimes({ createdAt, completedAt }: ImportedTask, now: number): ImportWarning[] {
  const times = { created_at: createdAt, completed_at: completedAt };
  return Object.entries(times).flatMap(([field, written]) => {
    if (typeof written !== "string" || past(written, now) !== null) return [];
    const value = written.slice(0, 200).toWellFormed();
    const message = `Its time of ${field === "created_at" ? "creation" : "completion"} "${value}" cannot be, and is that of the import.`;
    return { message, code: "time_replaced", field, value };
  });
}

function toCreated(
  fields: object,
  times: Pick<ImportedTask, "createdAt" | "completedAt"> & { default: string },
  context: DecisionContext,
): Change {
  const { after } = createTask(parse(createTaskSchema, fields), context);
  const createdAt = past(times.createdAt, context.now) ?? times.default;
  const isDone = typeof times.completedAt === "string";
  const completedAt = isDone ? (past(times.completedAt, context.now) ?? after.createdAt) : null;
  return toChange("task.created", null, { ...after, createdAt, completedAt }, context);
}

/** An instant that lies in the past; null for any other. */
function past(text: string | null | undefined, now: number): string | null {
  const epochMs = text ? Date.parse(text) : Number.NaN;
  return epochMs >= 0 && epochMs <= now ? new Date(epochMs).toISOString() : null;
}
