import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, type JsonFields, valueIn } from "./json-fields.ts";
import { priorityOfWord } from "./priority-words.ts";
import { taskwarriorRule } from "./taskwarrior-rule.ts";
import { titlesById } from "./titles-by-id.ts";
import { dayIfMidnight } from "./zoned-date.ts";

type TaskContext = ReadContext & {
  intake: Intake;
  titles: ReadonlyMap<string, string>;
  /** Of each series the task that goes on with it: the last that is open. */
  heads: ReadonlyMap<string, string>;
};

const statuses = ["pending", "completed", "deleted", "waiting", "recurring"];
const technical = new Set("id urgency modified mask imask parent rtype last".split(" "));

/** True for `task export`: a list, one task alone, or one task a line. */
export function isTaskwarrior(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.some(isTask);
}

/** The tasks of Taskwarrior's export; the project becomes a tag. https://taskwarrior.org/docs/design/task/ */
export function readTaskwarrior(values: unknown[], context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  const titles = titlesById(values, "uuid", "description");
  const heads = headsOf(values);
  for (const value of values) {
    const fields = intake.next(value);
    if (fields !== null) readTask(fields, { ...context, intake, titles, heads });
  }
  return intake.read();
}

function isTask(value: unknown): boolean {
  if (!isObject(value)) return false;
  const status = valueIn(value, "status");
  const isKnown = typeof status === "string" && statuses.includes(status);
  return isKnown && "description" in value && ("uuid" in value || "entry" in value);
}

/** The latest open task of each series, by the template that it was made of. */
function headsOf(values: readonly unknown[]): ReadonlyMap<string, string> {
  const heads = new Map<string, { uuid: string; due: string }>();
  for (const value of values) {
    const { parent, uuid, due, status }: Record<string, unknown> = isObject(value)
      ? { ...value }
      : {};
    const isOpen = status === "pending" || status === "waiting";
    if (!isOpen || typeof parent !== "string" || typeof uuid !== "string") continue;
    const at = typeof due === "string" ? due : "";
    if (at >= (heads.get(parent)?.due ?? "")) heads.set(parent, { uuid, due: at });
  }
  return new Map([...heads].map(([parent, { uuid }]) => [parent, uuid]));
}

function readTask(fields: JsonFields, context: TaskContext): void {
  const { intake, titles, heads, timeZone, now } = context;
  const { line } = fields;
  const uuid = fields.text("uuid");
  const status = fields.text("status");
  if (status === "deleted") return intake.lost.add("deleted", line);
  if (status === "recurring" && heads.has(uuid)) return intake.lost.add("templates", line);
  if (!statuses.includes(status)) fields.refuse("status");
  const date = (name: string): string | null => {
    const at = fields.when(name, "UTC");
    return at === null ? null : dayIfMidnight(at, timeZone);
  };
  const due = date("due");
  const scheduled = date("scheduled");
  intake.keepStart(fields, scheduled, "Scheduled");
  for (const [name, label] of [
    ["wait", "Waits until"],
    ["until", "Expires"],
    ["start", "Started"],
  ] as const)
    fields.keepValue(name, label, date(name) ?? "");
  const isDone = status === "completed";
  const parent = fields.text("parent");
  const goesOn = status === "recurring" || (parent !== "" && heads.get(parent) === uuid);
  const recur = fields.text("recur");
  const rrule = goesOn && recur !== "" ? taskwarriorRule(recur) : null;
  if (goesOn && recur !== "" && rrule === null) fields.refuse("recur");
  const comments = fields.objects("annotations").map((one) => {
    const note = fields.inside(one);
    return `Comment (${note.when("entry", "UTC")?.slice(0, 10) ?? ""}): ${note.text("description")}`;
  });
  intake.lost.add("comments", line, comments.length);
  const waitsFor = dependsOn(fields).map((id) => `Waits for: ${titles.get(id) ?? id}`);
  intake.lost.add("dependencies", line, waitsFor.length);
  const word = fields.text("priority");
  const priority = word === "" ? "none" : priorityOfWord(word);
  if (priority === null) fields.refuse("priority");
  const createdAt = fields.when("entry", "UTC");
  const completedAt = fields.when("end", "UTC");
  const tags = [...fields.texts("tags"), fields.text("project")];
  intake.add(fields, {
    technical,
    title: "description",
    key: uuid === "" ? null : `taskwarrior ${uuid}`,
    notes: [comments.join("\n"), waitsFor.join("\n")],
    due,
    priority: priority ?? "none",
    tags,
    recurrence: rrule === null ? null : { rrule, from: "due_date" },
    completedAt: isDone ? (completedAt ?? createdAt ?? new Date(now).toISOString()) : null,
    createdAt,
  });
}

/** A list of ids, or before version 2.6 one text with commas. */
function dependsOn(fields: JsonFields): string[] {
  const value = fields.raw("depends");
  const ids = typeof value === "string" ? value.split(",") : fields.texts("depends");
  return ids.map((id) => id.trim()).filter((id) => id !== "");
}
