import type { ImportedTask } from "./imported-task.ts";
import { JsonFields, objectsIn } from "./json-fields.ts";
import { notesOf, reminderAt, titleOf } from "./json-task.ts";
import type { Losses } from "./losses.ts";
import { entityOf, type SuperModels } from "./super-productivity-models.ts";
import { readSuperRepeat } from "./super-productivity-repeat.ts";

type SuperContext = {
  models: SuperModels;
  /** The titles of tasks by their ids. */
  parents: ReadonlyMap<string, string>;
  lost: Losses;
  now: number;
};

const priorities: Record<string, string> = {
  1: "low",
  2: "medium",
  3: "high",
  low: "low",
  medium: "medium",
  high: "high",
};

/** A task of a backup, field by field; null for one that says nothing. */
export function readSuperTask(fields: JsonFields, context: SuperContext): ImportedTask | null {
  const { models, lost, now } = context;
  const { line } = fields;
  const id = fields.text("id");
  const due = dueOf(fields, lost);
  const own = fields.text("notes");
  const title = titleOf(fields, "title", own, due !== null);
  if (title === null) return null;
  const created = fields.instant("created");
  const doneOn = fields.instant("doneOn");
  const isDone = fields.isTrue("isDone");
  const repeatId = fields.text("repeatCfgId");
  const recurrence =
    isDone || repeatId === ""
      ? null
      : readSuperRepeat(fields, entityOf(models["taskRepeatCfg"], repeatId));
  const remindAt = isDone ? null : remindAtOf(fields, models);
  const reminder =
    remindAt === null ? null : reminderAt(remindAt, { due, isRecurring: recurrence !== null });
  const isLead = reminder !== null && "lead_minutes" in reminder;
  tellRest(fields, lost);
  const words = [
    ...fields.texts("tagIds").map((one) => entityTitle(models["tag"], one)),
    entityTitle(models["project"], fields.text("projectId")),
  ];
  const priority = priorityOf(fields);
  return {
    line,
    key: id === "" ? null : `super-productivity ${id}`,
    fields: {
      title,
      notes: notesOf(fields, partOf(fields, context), own),
      due_date: due,
      priority,
      tags: words.filter((word) => word !== ""),
      reminder_lead_minutes: isLead ? reminder.lead_minutes : null,
      ...(recurrence === null ? {} : { recurrence }),
    },
    completedAt: isDone ? (doneOn ?? created ?? new Date(now).toISOString()) : null,
    createdAt: created,
    reminders: reminder === null || isLead || Date.parse(remindAt ?? "") <= now ? [] : [reminder],
    warnings: fields.remarks,
  };
}

/** When a task is planned for; else its deadline, which otherwise stands in the notes. */
function dueOf(fields: JsonFields, lost: Losses): string | null {
  const planned =
    fields.instant("dueWithTime") ?? fields.instant("plannedAt") ?? fields.date("dueDay");
  const deadline = fields.instant("deadlineWithTime") ?? fields.date("deadlineDay");
  if (deadline === null) return planned;
  lost.add("deadlines", fields.line);
  if (planned !== null) fields.keep("Deadline", deadline);
  return planned ?? deadline;
}

/** The reminder of a task; up to version 13 in a list beside the tasks. */
function remindAtOf(fields: JsonFields, models: SuperModels): string | null {
  const own = fields.instant("remindAt");
  const id = fields.text("reminderId");
  if (own !== null || id === "") return own;
  const listed = objectsIn(models["reminders"]).find((one) => Reflect.get(one, "id") === id);
  return listed === undefined ? null : new JsonFields(listed, fields.line).instant("remindAt");
}

function partOf(fields: JsonFields, { parents, lost }: SuperContext): string {
  const parent = fields.text("parentId");
  if (parent === "") return "";
  lost.add("hierarchy", fields.line);
  return `Part of: ${parents.get(parent) || parent}`;
}

/** What a task here has no field for. */
function tellRest(fields: JsonFields, lost: Losses): void {
  const { line } = fields;
  const files = fields.objects("attachments").map((one) => new JsonFields(one, line));
  lost.add("attachments", line, files.length);
  for (const file of files)
    fields.keep("Attachment", [file.text("title"), file.text("path")].filter(Boolean).join(" "));
  const times = [
    ["Estimate", fields.number("timeEstimate")],
    ["Time spent", fields.number("timeSpent")],
  ] as const;
  for (const [label, ms] of times) {
    if (ms === null || ms < 60_000) continue;
    lost.add("durations", line);
    fields.keep(label, `${Math.round(ms / 60_000)} minutes`);
  }
  const issue = fields.text("issueId");
  if (issue !== "") fields.keep("Issue", `${fields.text("issueType")} ${issue}`.trim());
}

function priorityOf(fields: JsonFields): string {
  const value = fields.raw("priority");
  if (value === null) return "none";
  const isName = typeof value === "string" || typeof value === "number";
  const priority = isName ? priorities[value] : undefined;
  if (priority === undefined) fields.refuse("priority");
  return priority ?? "none";
}

function entityTitle(state: unknown, id: string): string {
  const title: unknown = Reflect.get(Object(entityOf(state, id)), "title");
  return typeof title === "string" ? title : "";
}
