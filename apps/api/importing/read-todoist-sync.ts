import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, type JsonFields, listIn, objectsIn, valueIn } from "./json-fields.ts";
import { titlesById } from "./titles-by-id.ts";
import { readSyncDates } from "./todoist-sync-dates.ts";
import { readComment } from "./todoist-text.ts";

type Model = {
  items: readonly unknown[];
  titles: ReadonlyMap<string, string>;
  projects: ReadonlyMap<string, string>;
  sections: ReadonlyMap<string, string>;
  labels: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
  notes: ReadonlyMap<string, object[]>;
  reminders: ReadonlyMap<string, object[]>;
};
type TaskContext = ReadContext & { intake: Intake; model: Model };

/** Todoist's interface counts the other way round than its pages: 4 is the highest. */
const priorities = ["none", "none", "medium", "high", "urgent"];
const technical = new Set(
  "child_order order day_order collapsed is_collapsed user_id added_by_uid assigned_by_uid creator_id assigner_id updated_at sync_id v2_id v2_project_id v2_parent_id v2_section_id comment_count note_count url legacy_project_id completed_by_uid goal_ids".split(
    " ",
  ),
);

/** True for an answer of Todoist's Sync interface, and for the tasks of its other one. */
export function isTodoistSync(value: unknown): value is object {
  return isObject(value) && itemsOf(value).some(isItem);
}

/** The tasks of Todoist's Sync JSON; labels, sections and projects become tags. https://developer.todoist.com/api/v1/ */
export function readTodoistSync(value: object, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  const model = modelOf(value);
  const apart = [...model.notes].filter(([id]) => !model.titles.has(id));
  const documents = listIn(value, "project_notes").length + apart.flatMap(([, all]) => all).length;
  intake.lost.add("documents", 1, documents);
  for (const item of model.items) {
    const fields = intake.next(item);
    if (fields !== null) readTask(fields, { ...context, intake, model });
  }
  return intake.read();
}

function itemsOf(value: object): unknown[] {
  if (Array.isArray(value)) return value;
  return ["items", "results", "tasks"].flatMap((name) => listIn(value, name));
}

function isItem(value: unknown): boolean {
  if (!isObject(value) || typeof valueIn(value, "content") !== "string") return false;
  return "project_id" in value && ("priority" in value || "checked" in value || "labels" in value);
}

function modelOf(value: object): Model {
  const items = itemsOf(value);
  const byTask = (name: string): ReadonlyMap<string, object[]> =>
    Map.groupBy(objectsIn(listIn(value, name)), (one) =>
      String(valueIn(one, "item_id") ?? valueIn(one, "task_id")),
    );
  return {
    items,
    titles: titlesById(items, "id", "content"),
    projects: titlesById(listIn(value, "projects"), "id", "name"),
    sections: titlesById(listIn(value, "sections"), "id", "name"),
    labels: titlesById(listIn(value, "labels"), "id", "name"),
    people: titlesById(listIn(value, "collaborators"), "id", "full_name"),
    notes: byTask(listIn(value, "notes").length > 0 ? "notes" : "comments"),
    reminders: byTask("reminders"),
  };
}

function readTask(fields: JsonFields, context: TaskContext): void {
  const { intake, model, timeZone, now } = context;
  const { line } = fields;
  if (fields.isTrue("is_deleted")) return intake.lost.add("deleted", line);
  const id = fields.text("id");
  const parent = fields.text("parent_id");
  const isDone = ["checked", "is_completed"].some((name) => fields.isTrue(name));
  const dates = readSyncDates(fields, {
    ...context,
    lost: intake.lost,
    reminders: model.reminders.get(id) ?? [],
  });
  const completed = ["completed_at", "date_completed"].map((name) => fields.when(name, timeZone));
  const created = ["added_at", "created_at", "date_added"].map((name) =>
    fields.when(name, timeZone),
  );
  const createdAt = created.find((at) => at !== null) ?? null;
  const done = completed.find((at) => at !== null) ?? createdAt ?? new Date(now).toISOString();
  const priority = priorities[fields.number("priority") ?? 1];
  if (priority === undefined) fields.refuse("priority");
  const comments = commentsOf(fields, model.notes.get(id) ?? [], intake);
  const description = fields.text("description");
  tellPeople(fields, context);
  const tags = tagsOf(fields, model);
  intake.group("sections", tags.section, line);
  intake.add(fields, {
    technical,
    title: "content",
    key: id === "" ? null : `todoist ${id}`,
    partOf: parent === "" ? undefined : (model.titles.get(parent) ?? parent),
    notes: [description, ...comments],
    due: dates.due,
    priority: priority ?? "none",
    tags: [...tags.labels, tags.section, tags.project],
    recurrence: isDone ? null : dates.recurrence,
    reminders: dates.reminders,
    completedAt: isDone ? done : null,
    createdAt,
  });
}

/** Before version 9 labels were numbers. */
function tagsOf(
  fields: JsonFields,
  model: Model,
): { labels: string[]; section: string; project: string } {
  const raw = fields.raw("labels");
  const list: unknown[] = Array.isArray(raw) ? raw : [];
  if (raw !== null && !Array.isArray(raw)) fields.refuse("labels");
  const labels = list.flatMap((one) =>
    typeof one === "string" || typeof one === "number"
      ? [model.labels.get(String(one)) ?? String(one)]
      : [],
  );
  const project = fields.text("project_id");
  const section = fields.text("section_id");
  return {
    labels,
    section: section === "" ? "" : (model.sections.get(section) ?? ""),
    project: model.projects.get(project) ?? "",
  };
}

function commentsOf(fields: JsonFields, notes: readonly object[], { lost }: Intake): string[] {
  return notes.map((one) => {
    const note = fields.inside(one);
    const { text, attachmentCount } = readComment(note.text("content"));
    const file = note.raw("file_attachment") ?? note.raw("attachment");
    const attached = isObject(file) ? fields.inside(file) : null;
    lost.add("comments", fields.line);
    lost.add("attachments", fields.line, attachmentCount + (attached === null ? 0 : 1));
    const words =
      attached === null
        ? ""
        : `Attachment: ${["file_name", "file_url"].map((name) => attached.text(name)).join(" ")}`;
    const day = note.when("posted_at", "UTC")?.slice(0, 10);
    return [`Comment${day === undefined ? "" : ` (${day})`}: ${text}`, words.trim()]
      .filter(Boolean)
      .join("\n");
  });
}

function tellPeople(fields: JsonFields, { intake, model }: TaskContext): void {
  const ids = ["responsible_uid", "assignee_id"].map((name) => fields.text(name));
  const id = ids.find((one) => one !== "");
  intake.keepPeople(fields, id === undefined ? [] : [model.people.get(id) ?? id]);
  const duration = fields.raw("duration");
  if (isObject(duration)) {
    const { line } = fields;
    const inner = fields.inside(duration);
    intake.lost.add("durations", line);
    fields.keep("Duration", `${inner.text("amount")} ${inner.text("unit")}s`);
  }
}
