import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, type JsonFields, valueIn } from "./json-fields.ts";
import { thingsDates } from "./things-dates.ts";

/** Where an item stands: its tags are the names of the area, the project and the heading. */
type Place = { area: string; project: string; heading: string; parent: string | undefined };
type ItemContext = ReadContext & { intake: Intake };

const kinds = new Set(["to-do", "project", "heading", "area", "checklist-item", "tag"]);
/** What a project has to say to be a task as well. */
const ofTask =
  "notes when deadline start_date reminder_time tags completed canceled completion-date stop_date checklist checklist-items".split(
    " ",
  );
/** An area has projects, these have headings, tasks and check lists. */
const maxDepth = 8;
const technical = new Set(
  "type operation id uuid index today_index todayIndex area project heading modified deadline_suppressed reminder_time_seconds trashed".split(
    " ",
  ),
);

/**
 * True for the JSON of Things: as its address `things:///json` takes it (https://culturedcode.com/things/support/articles/2803573/),
 * and as programs that read its database write it.
 */
export function isThings(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.some(isItem);
}

/** The tasks of an export of Things: areas, projects and headings become tags, items of check lists sub-tasks. */
export function readThings(values: unknown[], context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  const place = { area: "", project: "", heading: "", parent: undefined };
  readItems(values, place, { ...context, intake }, 0);
  return intake.read();
}

function isItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  const type = valueIn(value, "type");
  const isKind = typeof type === "string" && kinds.has(type) && type !== "tag";
  return isKind && (isObject(valueIn(value, "attributes")) || "uuid" in value);
}

/** A heading stands before what is below it. */
function readItems(values: unknown[], place: Place, context: ItemContext, depth: number): void {
  let { heading } = place;
  for (const value of values) {
    const { intake } = context;
    const outer = intake.next(value);
    if (outer === null) continue;
    const attributes = outer.raw("attributes");
    const fields = isObject(attributes) ? outer.inside(attributes) : outer;
    const type = outer.text("type");
    if (type === "heading") heading = fields.text("title");
    const inside = placeIn(fields, { ...place, heading }, isObject(attributes));
    if (type === "tag") fields.text("title");
    else if (type === "heading") readGroup(fields, { ...inside, heading }, context, depth);
    else if (type === "area")
      readGroup(fields, { ...inside, area: fields.text("title") }, context, depth);
    else if (type === "project") readProject(fields, inside, context, depth);
    else readTask(fields, outer, inside, { ...context, depth });
  }
}

/** What an item says of its place: names, which in a file of the database stand beside their numbers. */
function placeIn(fields: JsonFields, place: Place, isNamed: boolean): Place {
  const said = (name: string, instead: string): string =>
    fields.text(isNamed ? name : `${name}_title`) || instead;
  return {
    ...place,
    area: said("area", place.area),
    project: said("project", place.project),
    heading: said("heading", place.heading),
  };
}

function readGroup(fields: JsonFields, place: Place, context: ItemContext, depth: number): void {
  context.intake.group("sections", fields.text("title"), fields.line);
  readInside(fields, "items", place, { ...context, depth });
}

function readProject(fields: JsonFields, place: Place, context: ItemContext, depth: number): void {
  const project = fields.text("title");
  const inside = { ...place, project, heading: "" };
  context.intake.group("lists", project, fields.line);
  // A project that says more than its name is a task as well.
  const says = ofTask.some((name) => fields.says(name));
  const items = fields.raw("items");
  const todos = fields.raw("todos");
  if (says || !(Array.isArray(items) || Array.isArray(todos)))
    readTask(fields, fields, place, { ...context, depth: maxDepth });
  readInside(fields, "items", inside, { ...context, depth });
  readInside(fields, "todos", inside, { ...context, depth });
}

function readInside(
  fields: JsonFields,
  name: string,
  place: Place,
  { depth, ...context }: ItemContext & { depth: number },
): void {
  const items = fields.raw(name);
  if (Array.isArray(items) && depth < maxDepth) readItems(items, place, context, depth + 1);
  else if (items !== null) fields.refuse(name);
}

function readTask(
  fields: JsonFields,
  outer: JsonFields,
  place: Place,
  { depth, ...context }: ItemContext & { depth: number },
): void {
  const { intake } = context;
  if (fields.isTrue("trashed")) return intake.lost.add("deleted", fields.line);
  const { due, reminders } = thingsDates(fields, context, intake.lost);
  const { completedAt, createdAt } = stateOf(fields, context);
  const tags = [...fields.texts("tags"), place.heading, place.project, place.area];
  const list = fields.text("list") || fields.text("list-id");
  const notes = fields.text("notes");
  const id = outer.text("uuid") || outer.text("id");
  const steps = fields.raw("checklist-items") ?? fields.raw("checklist");
  const title = intake.add(fields, {
    technical: new Set([...technical, "items", "todos", "checklist", "heading_title"]),
    title: "title",
    key: id === "" ? null : `things ${id}`,
    partOf: place.parent,
    notes: [notes],
    due,
    tags: [...tags, list],
    reminders,
    completedAt,
    createdAt,
  });
  if (!Array.isArray(steps) || depth > maxDepth) return;
  readItems(steps, { ...place, parent: title }, context, maxDepth + 1);
}

function stateOf(
  fields: JsonFields,
  { timeZone, now }: ReadContext,
): { completedAt: string | null; createdAt: string | null } {
  const status = fields.text("status");
  const isCancelled = fields.isTrue("canceled") || status === "canceled" || status === "cancelled";
  if (isCancelled) fields.keepValue("status", "Status", "cancelled");
  const isDone = isCancelled || fields.isTrue("completed") || status === "completed";
  if (!isDone && !["", "incomplete", "open"].includes(status)) fields.refuse("status");
  const createdAt = fields.when("creation-date", timeZone) ?? fields.when("created", timeZone);
  const done = fields.when("completion-date", timeZone) ?? fields.when("stop_date", timeZone);
  const completedAt = isDone ? (done ?? createdAt ?? new Date(now).toISOString()) : null;
  return { completedAt, createdAt };
}
