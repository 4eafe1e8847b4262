import { Intake } from "./foreign-task.ts";
import { htmlToText } from "./html-to-text.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { listIn, isObject, type JsonFields, valueIn } from "./json-fields.ts";
import { priorityOfWord } from "./priority-words.ts";

type TaskContext = ReadContext & { intake: Intake };

const technical = new Set(
  "gid id resource_type resource_subtype workspace permalink_url modified_at hearted hearts liked likes num_hearts num_likes num_subtasks is_rendered_as_separator assignee_status assignee_section followers approval_status".split(
    " ",
  ),
);
/** Sub-tasks have sub-tasks of their own; deeper ones stand in the notes. */
const maxDepth = 20;

/** True for a project of Asana as JSON: a list of tasks, alone or below `data`. */
export function isAsana(value: unknown): value is unknown[] | { data: unknown[] } {
  return rowsIn(value).some(isTask);
}

/** The tasks of a project of Asana; projects and sections become tags. https://developers.asana.com/reference/tasks */
export function readAsana(value: unknown, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  const within = { ...context, intake };
  for (const one of rowsIn(value)) readTask(one, within, { parent: undefined, tags: [], depth: 0 });
  return intake.read();
}

function rowsIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : listIn(value, "data");
}

function isTask(value: unknown): boolean {
  if (!isObject(value) || !("gid" in value) || !("name" in value)) return false;
  return "completed" in value || valueIn(value, "resource_type") === "task";
}

type Place = { parent: string | undefined; tags: readonly string[]; depth: number };

function readTask(value: unknown, context: TaskContext, place: Place): void {
  const { intake, timeZone, now } = context;
  const fields = intake.next(value);
  if (fields === null) return;
  const id = fields.text("gid");
  const due = fields.when("due_at", timeZone) ?? fields.when("due_on", timeZone);
  fields.raw("due_on");
  tellRest(fields, intake);
  const subtasks = fields.raw("subtasks") ?? [];
  if (!Array.isArray(subtasks)) fields.refuse("subtasks");
  const inside = Array.isArray(subtasks) ? subtasks : [];
  if (place.depth >= maxDepth && inside.length > 0) fields.refuse("subtasks");
  const completed = fields.when("completed_at", timeZone);
  const createdAt = fields.when("created_at", timeZone);
  const isDone = fields.isTrue("completed");
  const sections = sectionsOf(fields, intake);
  const own = [...namesIn(fields, "tags"), ...namesIn(fields, "projects"), ...sections];
  const tags = own.length > 0 ? own : place.tags;
  const notes = fields.text("notes") || htmlToText(fields.text("html_notes"));
  const priority = customFields(fields);
  const parent = place.parent ?? nameIn(fields, "parent");
  fields.raw("parent");
  const title = intake.add(fields, {
    technical,
    title: "name",
    key: id === "" ? null : `asana ${id}`,
    partOf: parent === "" ? undefined : parent,
    notes: [notes],
    due,
    priority,
    tags,
    completedAt: isDone ? (completed ?? createdAt ?? new Date(now).toISOString()) : null,
    createdAt,
  });
  if (place.depth < maxDepth)
    for (const one of inside)
      readTask(one, context, { parent: title, tags, depth: place.depth + 1 });
}

function tellRest(fields: JsonFields, intake: Intake): void {
  const { line } = fields;
  const { lost } = intake;
  const start = fields.when("start_at", "UTC") ?? fields.when("start_on", "UTC");
  fields.raw("start_on");
  intake.keepStart(fields, start);
  const assignee = nameIn(fields, "assignee");
  intake.keepPeople(fields, assignee === "" ? [] : [assignee]);
  const needed = namesIn(fields, "dependencies");
  lost.add("dependencies", line, needed.length);
  fields.keep("Waits for", needed.join(", "));
  const files = namesIn(fields, "attachments");
  lost.add("attachments", line, files.length);
  fields.keep("Attachments", files.join(", "));
}

function sectionsOf(fields: JsonFields, intake: Intake): string[] {
  const names = fields.objects("memberships").flatMap((one) => {
    const membership = fields.inside(one);
    const [list, section] = [nameIn(membership, "project"), nameIn(membership, "section")];
    intake.group("lists", list, fields.line);
    intake.group("sections", section, fields.line);
    return [list, section];
  });
  return names;
}

/** Fields that a team has made: one of the name "Priority" is the priority, others stand in the notes. */
function customFields(fields: JsonFields): string {
  let priority = "none";
  for (const one of fields.objects("custom_fields")) {
    const field = fields.inside(one);
    const name = field.text("name");
    const value = field.text("display_value");
    const read = /^priorit(?:y|ät)$/iu.test(name) ? priorityOfWord(value) : null;
    if (read !== null) priority = read;
    else fields.keepValue(name || "custom_fields", name || "custom_fields", value);
  }
  return priority;
}

function nameIn(fields: JsonFields, name: string): string {
  const value = fields.raw(name);
  return isObject(value) ? fields.inside(value).text("name") : "";
}

function namesIn(fields: JsonFields, name: string): string[] {
  return fields.objects(name).map((one) => {
    const inner = fields.inside(one);
    return inner.text("name") || inner.text("gid");
  });
}
