import { z } from "zod";
import { htmlToText } from "./html-to-text.ts";
import type { ImportedTask, ReadFile } from "./imported-task.ts";
import { instantText } from "./instant-text.ts";
import { shortened } from "./row-errors.ts";

/** Vikunja writes a time that is not set as the first year there is. */
const time = z
  .string()
  .nullish()
  .transform((text) => (text && !text.startsWith("0001") ? instantText(text) : null))
  .catch(null);

const taskSchema = z.object({
  id: z.number().nullish(),
  title: z.string(),
  description: z.string().nullish(),
  done: z.boolean().nullish(),
  done_at: time,
  due_date: time,
  created: time,
  priority: z.number().nullish(),
  labels: z.array(z.object({ title: z.string() })).nullish(),
  reminders: z
    .array(
      z.object({
        reminder: time,
        relative_period: z.number().nullish(),
        relative_to: z.string().nullish(),
      }),
    )
    .nullish(),
  repeat_after: z.number().nullish(),
  repeat_mode: z.number().nullish(),
});
type VikunjaTask = z.infer<typeof taskSchema>;

const projectSchema = z.object({
  title: z.string().catch(""),
  tasks: z.array(z.unknown()).nullish(),
});

const priorities = ["none", "low", "medium", "high", "urgent", "urgent"];
const daySeconds = 86_400;

/** True for what the `data.json` of Vikunja's user export looks like: a list of projects with tasks. */
export function isVikunja(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isProject(one));
}

function isProject(value: unknown): boolean {
  return typeof value === "object" && value !== null && "tasks" in value && "title" in value;
}

/** The tasks of Vikunja's user export; the project of each becomes a tag. https://vikunja.io/docs/ */
export function readVikunja(projects: unknown[]): ReadFile {
  const read: ReadFile = { tasks: [], errors: [] };
  let line = 0;
  for (const value of projects) {
    const project = projectSchema.safeParse(value);
    if (!project.success) {
      line += 1;
      read.errors.push({ line, title: null, message: shortened(z.prettifyError(project.error)) });
      continue;
    }
    for (const item of project.data.tasks ?? []) {
      line += 1;
      const task = taskSchema.safeParse(item);
      if (task.success) read.tasks.push(toTask(task.data, line, project.data.title));
      else read.errors.push({ line, title: null, message: shortened(z.prettifyError(task.error)) });
    }
  }
  return read;
}

function toTask(task: VikunjaTask, line: number, project: string): ImportedTask {
  const warnings: string[] = [];
  const leads: number[] = [];
  const times: string[] = [];
  for (const { reminder, relative_period: period, relative_to: to } of task.reminders ?? []) {
    if (to === "due_date" && typeof period === "number" && period <= 0)
      leads.push(Math.round(-period / 60));
    else if (reminder !== null) times.push(reminder);
  }
  const recurrence = ruleOf(task);
  if (task.repeat_after && recurrence === null) {
    warnings.push(`It repeats every ${task.repeat_after} seconds, which is not a number of days.`);
  }
  const [own = null, ...more] = leads;
  return {
    line,
    key: task.id ? `vikunja ${task.id}` : null,
    fields: {
      title: task.title,
      notes: htmlToText(task.description ?? ""),
      due_date: task.due_date,
      priority: priorities[task.priority ?? 0] ?? "none",
      tags: [...(task.labels ?? []).map(({ title }) => title), project],
      reminder_lead_minutes: own,
      ...(recurrence === null ? {} : { recurrence }),
    },
    completedAt: task.done ? (task.done_at ?? task.created ?? new Date().toISOString()) : null,
    createdAt: task.created,
    reminders: [...more.map((lead) => ({ lead_minutes: lead })), ...times.map((at) => ({ at }))],
    warnings,
  };
}

/** Repeat modes: 0 from the due date, 1 each month, 2 from completion. */
function ruleOf({ repeat_after: seconds, repeat_mode: mode }: VikunjaTask) {
  if (mode === 1) return { rrule: "FREQ=MONTHLY" };
  if (!seconds || seconds % daySeconds !== 0) return null;
  const from = mode === 2 ? "completion" : "due_date";
  return { rrule: `FREQ=DAILY;INTERVAL=${seconds / daySeconds}`, from } as const;
}
