import { createTaskSchema } from "@pakaura/contract/http";
import { type CreateReminder, createReminderSchema } from "@pakaura/contract/reminder";
import { parse } from "@pakaura/service/parse";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { toChange } from "../tasks/change.ts";
import { createTask } from "../tasks/create-task.ts";
import { fitTags } from "./fit-tags.ts";
import { fitTexts } from "./fit-texts.ts";
import type { ImportedTask, ImportWarning } from "./imported-task.ts";
import { leaveOut } from "./leave-out.ts";
import { errorsOf, wordsOf } from "./row-errors.ts";

/** A task that can be written, or why it cannot; `warnings` are of what had to be left out. */
export type Prepared = { warnings: ImportWarning[] } & (
  | { change: Change; reminders: CreateReminder[] }
  | { error: string }
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
  const texts = fitTexts(imported.fields.title, imported.fields.notes);
  const warnings: ImportWarning[] = [
    ...(imported.warnings ?? []),
    ...texts.warnings,
    ...dropped.map((word) => `The tag "${word}" is left out.`),
  ];
  const reminders = (imported.reminders ?? []).flatMap((one) => {
    const reminder = createReminderSchema.safeParse(one);
    if (!reminder.success) warnings.push("A reminder is left out: it has no time.");
    return reminder.data ?? [];
  });
  const { title, notes } = texts;
  let fields: ImportedTask["fields"] = { ...imported.fields, tags, title, notes };
  for (;;) {
    try {
      const change = toCreated({ ...fields, id }, { ...imported, default: createdAt }, context);
      return { change, reminders, warnings };
    } catch (error) {
      const errors = errorsOf(error);
      const rest = leaveOut(fields, errors);
      if (rest === null) return { error: wordsOf(errors), warnings };
      fields = rest.fields;
      warnings.push(...rest.warnings);
    }
  }
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
