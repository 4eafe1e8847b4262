import { htmlToText } from "./html-to-text.ts";
import type { ImportedTask } from "./imported-task.ts";
import { JsonFields } from "./json-fields.ts";
import { notesOf, reminderAt, reminderBefore, titleOf } from "./json-task.ts";
import type { Losses } from "./losses.ts";
import { notesOfVikunja } from "./vikunja-notes.ts";

export type VikunjaContext = {
  project: string;
  /** The titles of the tasks that others are part of, by the numbers of those. */
  parents: ReadonlyMap<number, string>;
  lost: Losses;
  now: number;
};
type Recurrence = { rrule: string; from: "due_date" | "completion" };
type Reminders = NonNullable<ImportedTask["reminders"]>;

const priorities = ["none", "low", "medium", "high", "urgent", "urgent"];
const daySeconds = 86_400;
/** Vikunja writes a time that is not set as the first year there is. */
const isUnset = (text: string): boolean => text.startsWith("0001");

/** A task of Vikunja's export, field by field; null for one that says nothing. */
export function readVikunjaTask(fields: JsonFields, context: VikunjaContext): ImportedTask | null {
  const { line } = fields;
  const due = fields.date("due_date", isUnset);
  const description = htmlToText(fields.text("description"));
  const title = titleOf(fields, "title", description, due !== null);
  if (title === null) return null;
  const created = fields.date("created", isUnset);
  const completed = fields.date("done_at", isUnset);
  const isDone = fields.isTrue("done");
  const recurrence = ruleOf(fields);
  const reminders = isDone ? [] : remindersOf(fields, { due, isRecurring: recurrence !== null });
  const leads = reminders.flatMap((one) => ("lead_minutes" in one ? [one.lead_minutes] : []));
  const [own = null, ...more] = [...new Set(leads)].toSorted((one, other) => one - other);
  const priority = priorityOf(fields);
  const labels = fields.objects("labels").map((one) => new JsonFields(one, line).text("title"));
  const id = fields.number("id");
  const notes = notesOfVikunja(fields, description, {
    ...context,
    parent: context.parents.get(id ?? 0),
  });
  return {
    line,
    key: id === null || id === 0 ? null : `vikunja ${id}`,
    fields: {
      title,
      notes: notesOf(fields, ...notes),
      due_date: due,
      priority,
      tags: [...labels, context.project].filter((word) => word !== ""),
      reminder_lead_minutes: own,
      ...(recurrence === null ? {} : { recurrence }),
    },
    completedAt: isDone ? (completed ?? created ?? new Date(context.now).toISOString()) : null,
    createdAt: created,
    reminders: [
      ...more.map((lead) => ({ lead_minutes: lead })),
      ...reminders.filter((one) => "at" in one && Date.parse(one.at) > context.now),
    ],
    warnings: fields.remarks,
  };
}

/** Reminders: relative to a date, or of a time; up to version 0.20 a list of times. */
function remindersOf(
  fields: JsonFields,
  task: { due: string | null; isRecurring: boolean },
): Reminders {
  const { line } = fields;
  const dated = fields.objects("reminders").flatMap((value): Reminders => {
    const one = new JsonFields(value, line);
    const period = one.number("relative_period");
    const isLead = one.text("relative_to") === "due_date" && period !== null && period <= 0;
    const at = isLead ? null : one.date("reminder", isUnset);
    fields.remarks.push(...one.remarks);
    for (const text of one.kept) fields.keep("Reminder", text);
    if (isLead) return reminderBefore(fields, Math.round(-period / 60), task);
    return at === null ? [] : [reminderAt(at, task)];
  });
  const plain = fields.texts("reminder_dates").flatMap((at): Reminders => {
    if (isUnset(at)) return [];
    const text = new JsonFields({ reminder_dates: at }, line).date("reminder_dates");
    if (text === null) fields.keep("Reminder", at);
    return text === null ? [] : [reminderAt(text, task)];
  });
  return [...dated, ...plain];
}

function ruleOf(fields: JsonFields): Recurrence | null {
  const seconds = fields.number("repeat_after") ?? 0;
  const mode = fields.number("repeat_mode") ?? 0;
  if (mode === 1) return { rrule: "FREQ=MONTHLY", from: "due_date" };
  if (seconds === 0) return null;
  if (seconds < 0 || seconds % daySeconds !== 0 || seconds > 1_000 * daySeconds) {
    fields.refuse("repeat_after");
    return null;
  }
  const from = mode === 2 ? "completion" : "due_date";
  return { rrule: `FREQ=DAILY;INTERVAL=${seconds / daySeconds}`, from };
}

function priorityOf(fields: JsonFields): string {
  const priority = priorities[fields.number("priority") ?? 0];
  if (priority === undefined) fields.refuse("priority");
  return priority ?? "none";
}
