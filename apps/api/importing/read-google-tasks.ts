import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isObject, JsonFields, listIn, objectsIn, valueIn } from "./json-fields.ts";
import { titlesById } from "./titles-by-id.ts";
import { dayIfMidnight } from "./zoned-date.ts";

type List = { title: string; items: readonly unknown[] };

/** What Google keeps for itself. */
const technical = new Set(
  "kind id etag updated selfLink webViewLink position hidden task_type".split(" "),
);

/** True for the `Tasks.json` of Google's Takeout, and for answers of its interface: what they are stands in `kind`. */
export function isGoogleTasks(value: unknown): value is object {
  if (!isObject(value)) return false;
  return [value, ...itemsOf(value)].some((one) => kindOf(one).startsWith("tasks#"));
}

/** The tasks of Google's Takeout; lists become tags. https://developers.google.com/tasks/reference/rest/v1/tasks */
export function readGoogleTasks(value: object, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  for (const { title, items } of listsOf(value)) {
    intake.group("lists", title, 1);
    const parents = titlesById(items, "id", "title");
    for (const item of items) {
      const fields = intake.next(item);
      if (fields !== null) readTask(fields, { ...context, intake, parents, list: title });
    }
  }
  return intake.read();
}

function listsOf(value: object): List[] {
  const all = itemsOf(value);
  const isTask = (one: unknown): boolean => kindOf(one) === "tasks#task";
  if (kindOf(value) === "tasks#tasks" || all.some(isTask)) {
    const title = valueIn(value, "title");
    return [{ title: typeof title === "string" ? title : "", items: all }];
  }
  return objectsIn(all).map((one) => ({
    title: new JsonFields(one, 1).text("title"),
    items: listIn(one, "items"),
  }));
}

function itemsOf(value: object): unknown[] {
  return Array.isArray(value) ? value : listIn(value, "items");
}

function kindOf(value: unknown): string {
  const kind: unknown = valueIn(value, "kind");
  return typeof kind === "string" ? kind : "";
}

type TaskContext = ReadContext & {
  intake: Intake;
  parents: ReadonlyMap<string, string>;
  list: string;
};

function readTask(fields: JsonFields, { intake, parents, list, ...context }: TaskContext): void {
  if (fields.isTrue("deleted")) {
    intake.lost.add("deleted", fields.line);
    return;
  }
  const { timeZone, now } = context;
  // A due date of Google is a day, written as midnight in UTC.
  const day = fields.when("due", "UTC")?.slice(0, 10) ?? null;
  const due = scheduledOf(fields, day, timeZone) ?? day;
  const status = fields.text("status");
  const isDone = status === "completed";
  if (!isDone && status !== "" && status !== "needsAction") fields.refuse("status");
  const completed = fields.when("completed", timeZone);
  const createdAt = fields.when("created", timeZone);
  const id = fields.text("id");
  const parent = fields.text("parent");
  const links = fields.objects("links").map((one) => {
    const link = fields.inside(one);
    return `Link: ${[link.text("description"), link.text("link")].filter(Boolean).join(" ")}`;
  });
  const notes = [fields.text("notes"), links.join("\n")];
  const updated = isDone && completed === null ? fields.when("updated", timeZone) : null;
  intake.add(fields, {
    technical,
    title: "title",
    key: id === "" ? null : `google ${id}`,
    partOf: parent === "" ? undefined : parents.get(parent) || parent,
    notes,
    due,
    tags: [list],
    completedAt: isDone ? (completed ?? updated ?? new Date(now).toISOString()) : null,
    createdAt,
  });
}

/** The time of a task that has one stands beside the day: in the entry that is current, or else the last. */
function scheduledOf(fields: JsonFields, day: string | null, timeZone: string): string | null {
  const entries = fields.objects("scheduled_time").map((one) => fields.inside(one));
  const current = entries.find((one) => one.isTrue("current")) ?? entries.at(-1);
  const start = current?.when("start", timeZone) ?? null;
  if (start === null || start.length === 10) return start;
  if (start.endsWith("T00:00:00.000Z") && (day === null || start.startsWith(day)))
    return start.slice(0, 10);
  return dayIfMidnight(start, timeZone);
}
