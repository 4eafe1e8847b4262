import { z } from "zod";
import type { ImportedTask, ReadFile } from "./imported-task.ts";
import { instantText } from "./instant-text.ts";
import { shortened } from "./row-errors.ts";

const entities = <Item extends z.ZodType>(item: Item) =>
  z.object({ entities: z.record(z.string(), item) });
const namedSchema = z.looseObject({ title: z.string() });

const taskSchema = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string().nullish(),
  isDone: z.boolean().nullish(),
  doneOn: z.number().nullish(),
  created: z.number().nullish(),
  dueDay: z.string().nullish(),
  dueWithTime: z.number().nullish(),
  plannedAt: z.number().nullish(),
  remindAt: z.number().nullish(),
  tagIds: z.array(z.string()).nullish(),
  projectId: z.string().nullish(),
  parentId: z.string().nullish(),
  repeatCfgId: z.string().nullish(),
});
type SuperTask = z.infer<typeof taskSchema>;

const repeatSchema = z.looseObject({
  repeatCycle: z.enum(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
  repeatEvery: z.number().nullish(),
  isPaused: z.boolean().nullish(),
});

const modelsSchema = z.object({
  task: entities(z.unknown()),
  tag: entities(z.unknown()).nullish(),
  project: entities(z.unknown()).nullish(),
  taskRepeatCfg: entities(z.unknown()).nullish(),
});
type Models = z.infer<typeof modelsSchema>;

const weekdays = [
  ["monday", "MO"],
  ["tuesday", "TU"],
  ["wednesday", "WE"],
  ["thursday", "TH"],
  ["friday", "FR"],
  ["saturday", "SA"],
  ["sunday", "SU"],
] as const;

/** The models of a backup of Super Productivity, of whichever version; null for anything else. */
export function superProductivityModels(value: unknown): Models | null {
  const wrapped = z.object({ data: modelsSchema }).safeParse(value);
  if (wrapped.success) return wrapped.data.data;
  const bare = modelsSchema.safeParse(value);
  return bare.success ? bare.data : null;
}

/** The tasks of a backup of Super Productivity; projects become tags. https://github.com/super-productivity/super-productivity */
export function readSuperProductivity(models: Models): ReadFile {
  const read: ReadFile = { tasks: [], errors: [] };
  const titles = new Map<string, string>();
  for (const [index, value] of Object.values(models.task.entities).entries()) {
    const task = taskSchema.safeParse(value);
    if (task.success) {
      titles.set(task.data.id, task.data.title);
      read.tasks.push(toTask(task.data, index + 1, models));
    } else
      read.errors.push({
        line: index + 1,
        title: null,
        message: shortened(z.prettifyError(task.error)),
      });
  }
  for (const task of read.tasks) {
    const notes = task.fields.notes ?? "";
    task.fields.notes = notes.replace(
      /^Part of: \[(.*)\]/,
      (_, id: string) => `Part of: ${titles.get(id) ?? id}`,
    );
  }
  return read;
}

function toTask(task: SuperTask, line: number, models: Models): ImportedTask {
  const instant = (ms: number | null | undefined): string | null => (ms ? instantText(ms) : null);
  const due = instant(task.dueWithTime ?? task.plannedAt) ?? task.dueDay ?? null;
  const remindAt = instant(task.remindAt);
  const words = [
    ...(task.tagIds ?? []).map((id) => titleOf(models.tag?.entities[id])),
    titleOf(models.project?.entities[task.projectId ?? ""]),
  ];
  const rrule = ruleOf(models.taskRepeatCfg?.entities[task.repeatCfgId ?? ""]);
  return {
    line,
    key: `super-productivity ${task.id}`,
    fields: {
      title: task.title,
      notes: [task.parentId ? `Part of: [${task.parentId}]` : "", task.notes ?? ""]
        .filter((text) => text !== "")
        .join("\n\n"),
      due_date: due,
      tags: words.filter((word) => word !== ""),
      reminder_lead_minutes: null,
      ...(rrule === null || task.isDone ? {} : { recurrence: { rrule } }),
    },
    completedAt: task.isDone
      ? (instant(task.doneOn ?? task.created) ?? new Date().toISOString())
      : null,
    createdAt: instant(task.created),
    reminders: remindAt === null ? [] : [{ at: remindAt }],
  };
}

function titleOf(value: unknown): string {
  return namedSchema.safeParse(value).data?.title ?? "";
}

function ruleOf(value: unknown): string | null {
  const config = repeatSchema.safeParse(value);
  if (!config.success || config.data.isPaused) return null;
  const { repeatCycle: cycle, repeatEvery: interval } = config.data;
  const days = weekdays.filter(([name]) => config.data[name] === true).map(([, code]) => code);
  const byDay = cycle === "WEEKLY" && days.length > 0 ? `;BYDAY=${days.join(",")}` : "";
  return `FREQ=${cycle};INTERVAL=${interval ?? 1}${byDay}`;
}
