import { Intake } from "./foreign-task.ts";
import { htmlToText } from "./html-to-text.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, JsonFields, listIn, objectsIn, valueIn } from "./json-fields.ts";
import { tellReminder } from "./json-task.ts";
import { readMicrosoftRecurrence } from "./microsoft-recurrence.ts";
import { ianaName } from "./zone-names.ts";
import { dayIfMidnight } from "./zoned-date.ts";

type List = { title: string; tasks: readonly unknown[] };
type TaskContext = ReadContext & { intake: Intake; list: string };

const priorities = new Map<string, string>([
  ["high", "high"],
  ["normal", "none"],
  ["low", "low"],
  ["", "none"],
]);
const statuses = ["notStarted", "inProgress", "completed", "waitingOnOthers", "deferred"];
/** What nobody but a task of Microsoft To Do has. */
const marks = [
  "importance",
  "isReminderOn",
  "bodyLastModifiedDateTime",
  "checklistItems",
  "dueDateTime",
];
const technical = new Set([
  "@odata.etag",
  "@odata.context",
  "@odata.type",
  "@odata.nextLink",
  "checklistItems@odata.context",
  "linkedResources@odata.context",
  "attachments@odata.context",
  "extensions@odata.context",
  "changeKey",
  "lastModifiedDateTime",
  "bodyLastModifiedDateTime",
  "parentFolderId",
  "isReminderOn",
]);

/**
 * True for tasks of Microsoft To Do as Graph answers them, alone, in lists with their tasks, or with the lists and the
 * tasks of each beside each other, as programs that save them do.
 */
export function isMicrosoft(value: unknown): value is object {
  return isObject(value) && listsOf(value).some(({ tasks }) => tasks.some(isTask));
}

/** The tasks of Microsoft To Do; lists and categories become tags, steps sub-tasks. https://learn.microsoft.com/graph/api/resources/todotask */
export function readMicrosoft(value: object, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  for (const { title, tasks } of listsOf(value)) {
    intake.group("lists", title, 1);
    for (const one of tasks) {
      const fields = intake.next(one);
      if (fields !== null) readTask(fields, { ...context, intake, list: title });
    }
  }
  return intake.read();
}

function isTask(value: unknown): boolean {
  if (!isObject(value)) return false;
  const status = valueIn(value, "status");
  const isKnown = typeof status === "string" && statuses.includes(status);
  return "title" in value && isKnown && marks.some((name) => name in value);
}

function listsOf(value: object): List[] {
  const [lists, apart] = Array.isArray(value) ? [value, null] : inObject(value);
  const isList = (one: object): boolean => !("status" in one) && "displayName" in one;
  const named = objectsIn(lists).filter(isList);
  if (named.length === 0) return [{ title: "", tasks: lists }];
  return named.map((one) => {
    const fields = new JsonFields(one, 1);
    const own = fields.raw("tasks") ?? valueIn(apart, fields.text("id"));
    return { title: fields.text("displayName"), tasks: arrayIn(own) };
  });
}

/** The lists or tasks of an object, and tasks that stand beside them by the ids of the lists. */
function inObject(value: object): [lists: unknown[], apart: object | null] {
  const fields = new JsonFields(value, 1);
  const tasks = fields.raw("tasks");
  const lists = fields.raw("lists");
  if (Array.isArray(lists)) return [lists, isObject(tasks) ? tasks : null];
  if (fields.raw("displayName") !== null) return [[value], null];
  return [arrayIn(fields.raw("value") ?? tasks), null];
}

function arrayIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : listIn(value, "value");
}

function readTask(fields: JsonFields, context: TaskContext): void {
  const { intake, list, now, timeZone } = context;
  const due = dateIn(fields, "dueDateTime", timeZone);
  const start = dateIn(fields, "startDateTime", timeZone);
  if (start !== due) intake.keepStart(fields, start);
  const status = fields.text("status");
  const isDone = status === "completed";
  if (!isDone && status !== "notStarted") fields.keepValue("status", "Status", status);
  const completed = dateIn(fields, "completedDateTime", timeZone);
  const createdAt = fields.when("createdDateTime", timeZone);
  const recurrence = isDone ? null : readMicrosoftRecurrence(fields);
  const at = timeIn(fields, "reminderDateTime", timeZone);
  const isOn = fields.raw("isReminderOn") !== false;
  const reminders =
    at === null || !isOn
      ? []
      : [tellReminder(fields, at, { due, isRecurring: recurrence !== null, timeZone })];
  const tags = [...fields.texts("categories"), list];
  const priority = priorityOf(fields);
  const completedAt = isDone ? (completed ?? createdAt ?? new Date(now).toISOString()) : null;
  const id = fields.text("id");
  const notes = notesIn(fields, intake);
  const steps = fields.raw("checklistItems") ?? [];
  if (!Array.isArray(steps)) fields.refuse("checklistItems");
  const key = id === "" ? null : `microsoft ${id}`;
  const base = { due, priority, tags, recurrence, reminders, completedAt, createdAt };
  const title = intake.add(fields, { technical, title: "title", key, notes, ...base });
  const parent = { title, tags, completedAt, timeZone };
  for (const one of arrayIn(steps)) readStep(intake.next(one), intake, parent);
}

function readStep(
  fields: JsonFields | null,
  intake: Intake,
  parent: {
    title: string | undefined;
    tags: string[];
    completedAt: string | null;
    timeZone: string;
  },
): void {
  if (fields === null) return;
  const checked = fields.when("checkedDateTime", parent.timeZone);
  const createdAt = fields.when("createdDateTime", parent.timeZone);
  const isDone = fields.isTrue("isChecked");
  const done = isDone ? (checked ?? new Date(intake.now).toISOString()) : parent.completedAt;
  const id = fields.text("id");
  intake.add(fields, {
    technical,
    title: "displayName",
    key: id === "" ? null : `microsoft ${id}`,
    partOf: parent.title,
    tags: parent.tags,
    completedAt: done,
    createdAt,
  });
}

function notesIn(fields: JsonFields, { lost }: Intake): string[] {
  const body = fields.raw("body");
  const { line } = fields;
  const text = isObject(body) ? fields.inside(body) : null;
  const content = text === null ? fields.text("body") : text.text("content");
  const isHtml = text?.text("contentType").toLowerCase() === "html";
  const links = fields.objects("linkedResources").map((one) => {
    const link = fields.inside(one);
    const words = ["displayName", "applicationName", "webUrl"].map((name) => link.text(name));
    return `Link: ${words.filter(Boolean).join(" ")}`;
  });
  const files = fields.objects("attachments").map((one) => fields.inside(one).text("name"));
  const unnamed = fields.isTrue("hasAttachments") && files.length === 0 ? 1 : 0;
  lost.add("attachments", line, files.length + unnamed);
  const attached = files.map((name) => `Attachment: ${name}`);
  return [isHtml ? htmlToText(content) : content.trim(), links.join("\n"), attached.join("\n")];
}

/** The time of a `dateTimeTimeZone`. */
function timeIn(fields: JsonFields, name: string, timeZone: string): string | null {
  const value = fields.raw(name);
  if (!isObject(value)) return fields.when(name, timeZone);
  const inner = fields.inside(value);
  const zone = ianaName(inner.text("timeZone") || timeZone);
  const time = zone === null ? null : inner.when("dateTime", zone);
  if (time === null) fields.refuse(name);
  return time;
}

/** The day of a date: To Do has no times of its own, and writes midnight in UTC, or in the zone that was asked for. */
function dateIn(fields: JsonFields, name: string, timeZone: string): string | null {
  const time = timeIn(fields, name, timeZone);
  if (time === null) return null;
  const value = fields.raw(name);
  const written: unknown = isObject(value) ? valueIn(value, "dateTime") : value;
  const isMidnight =
    typeof written === "string" && /^\d{4}-\d\d-\d\dT00:00:00[.0]*$/u.test(written);
  return isMidnight && name !== "completedDateTime"
    ? written.slice(0, 10)
    : dayIfMidnight(time, timeZone);
}

function priorityOf(fields: JsonFields): string {
  const priority = priorities.get(fields.text("importance").toLowerCase());
  if (priority === undefined) fields.refuse("importance");
  return priority ?? "none";
}
