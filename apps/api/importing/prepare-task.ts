import { createTaskSchema } from "@pakaura/contract/http";
import { type CreateReminder, createReminderSchema } from "@pakaura/contract/reminder";
import { parse } from "@pakaura/service/parse";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { toChange } from "../tasks/change.ts";
import { createTask } from "../tasks/create-task.ts";
import { fitTags } from "./fit-tags.ts";
import type { ImportedTask } from "./imported-task.ts";
import { errorsOf, wordsOf } from "./row-errors.ts";

/** A task that can be written, or why it cannot; `warnings` are of what had to be left out. */
export type Prepared = { warnings: string[] } & (
  | { change: Change; reminders: CreateReminder[] }
  | { error: string }
);

/**
 * The new task that a row of a file asks for, checked as any request is. A recurrence that cannot be
 * is left out rather than the task with it.
 */
export function prepareTask(
  imported: ImportedTask,
  id: string,
  context: DecisionContext,
): Prepared {
  const { tags, dropped } = fitTags(imported.fields.tags ?? []);
  const warnings = [
    ...(imported.warnings ?? []),
    ...dropped.map((word) => `The tag "${word}" is left out.`),
  ];
  const fields = { ...imported.fields, id, tags, title: oneLine(imported.fields.title) };
  const reminders = (imported.reminders ?? []).flatMap((one) => {
    const reminder = createReminderSchema.safeParse(one);
    if (!reminder.success) warnings.push("A reminder is left out: it has no time.");
    return reminder.data ?? [];
  });
  try {
    return { change: toCreated(fields, imported, context), reminders, warnings };
  } catch (error) {
    const errors = errorsOf(error);
    const { recurrence, ...rest } = fields;
    if (recurrence === undefined || !errors.every(({ field }) => field.startsWith("recurrence"))) {
      return { error: wordsOf(errors), warnings };
    }
    warnings.push(`Its recurrence is left out: ${wordsOf(errors)}.`);
    return { change: toCreated(rest, imported, context), reminders, warnings };
  }
}

function toCreated(fields: object, imported: ImportedTask, context: DecisionContext): Change {
  const { after } = createTask(parse(createTaskSchema, fields), context);
  const createdAt = past(imported.createdAt, context.now) ?? after.createdAt;
  const isDone = typeof imported.completedAt === "string";
  const completedAt = isDone ? (past(imported.completedAt, context.now) ?? after.createdAt) : null;
  return toChange("task.created", null, { ...after, createdAt, completedAt }, context);
}

/** An instant that lies in the past; null for any other. */
function past(text: string | null | undefined, now: number): string | null {
  const epochMs = text ? Date.parse(text) : Number.NaN;
  return epochMs >= 0 && epochMs <= now ? new Date(epochMs).toISOString() : null;
}

function oneLine(title: string): string {
  return title.replaceAll(/\s+/gu, " ").trim();
}
