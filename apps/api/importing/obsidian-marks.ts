import type { RecurrenceInput } from "@pakaura/contract/http";
import type { ImportedTask, ReadContext } from "./imported-task.ts";
import { JsonFields } from "./json-fields.ts";
import type { Losses } from "./losses.ts";
import { priorityOfWord } from "./priority-words.ts";
import { readTodoistDate } from "./read-todoist-date.ts";

type MarksContext = ReadContext & { losses: Losses };
type Marked = Pick<ImportedTask, "fields" | "createdAt" | "warnings"> & {
  /** When it was done, or given up. */
  endedAt: string | null;
};

/** Signs of Obsidian Tasks and the fields that they begin; https://publish.obsidian.md/tasks/Reference/Task+Formats */
const signs = new Map([
  ["📅", "due"],
  ["📆", "due"],
  ["🗓", "due"],
  ["⏳", "scheduled"],
  ["⌛", "scheduled"],
  ["🛫", "start"],
  ["➕", "created"],
  ["✅", "completion"],
  ["❌", "cancelled"],
  ["🔁", "repeat"],
  ["🆔", "id"],
  ["⛔", "dependsOn"],
  ["🏁", "onCompletion"],
]);
const priorities = new Map([
  ["🔺", "urgent"],
  ["⏫", "high"],
  ["🔼", "medium"],
  ["🔽", "low"],
  ["⏬", "low"],
]);
const highest = new Map([
  ["highest", "urgent"],
  ["lowest", "low"],
]);
/** What follows the sign of a date, of words, and of ids. */
const values = String.raw`(?<date>\d{4}-\d{2}-\d{2})|(?<words>every [^📅📆🗓⏳⌛🛫➕✅❌🔁🆔⛔🏁🔺⏫🔼🔽⏬#]{1,100})|(?<ids>[\w-]+(?:,\s?[\w-]+)*)`;
const marked = new RegExp(
  `(?<sign>📅|📆|🗓|⏳|⌛|🛫|➕|✅|❌|🔁|🆔|⛔|🏁)\\uFE0F?\\s?(?:${values})`,
  "gu",
);
const prioritySign = /(?<sign>🔺|⏫|🔼|🔽|⏬)\uFE0F?/gu;
/** The same as fields of Dataview: `[due:: 2026-12-24]`. */
const named = /[[(](?<name>[A-Za-z]+)::(?<value>[^[\]()]*)[\])]/gu;
const names = new Set(["priority", ...signs.values()]);
const tag = /(?<=^|\s)#(?<name>[\p{L}\p{N}_/-]*\p{L}[\p{L}\p{N}_/-]*)/gu;
const box = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[^\]]\]/u;
/** A mark beyond doubt. */
const mark =
  /(?:📅|📆|🗓|⏳|⌛|🛫|➕|✅|❌)\uFE0F?\s?\d{4}-|🔁\uFE0F?\s?every |🔺|⏫|🔼|🔽|⏬|[[(](?:due|scheduled|start|repeat|priority):: /u;
/** Of which a person knows nothing when the file is read: signs for the program itself. */
const technical = new Set(["id", "onCompletion"]);

/** True for a list with marks as Obsidian Tasks writes them. */
export function hasObsidianMarks(text: string): boolean {
  return text.split(/\r\n|\r|\n/u).some((line) => box.test(line) && mark.test(line));
}

/** The title of an item of such a list without its marks, and the fields that they say. */
export function readObsidianMarks(text: string, line: number, context: MarksContext): Marked {
  const found: Record<string, string> = {};
  const take = (name: string, value: string): string => {
    found[name] = value.trim();
    return " ";
  };
  const tags: string[] = [];
  const title = text
    .replaceAll(named, (whole, ...rest) => {
      const { name = "", value = "" } = groupsOf(rest);
      return names.has(name) && value.trim() !== "" ? take(name, value) : whole;
    })
    .replaceAll(marked, (whole, ...rest) => {
      const { sign = "", date, words, ids } = groupsOf(rest);
      const name = signs.get(sign) ?? "";
      const value = { repeat: words, id: ids, dependsOn: ids, onCompletion: ids }[name] ?? date;
      return value === undefined ? whole : take(name, value);
    })
    .replaceAll(prioritySign, (_whole, ...rest) =>
      take("priority", priorities.get(groupsOf(rest)["sign"] ?? "") ?? ""),
    )
    .replaceAll(tag, (_whole, ...rest) => {
      tags.push(groupsOf(rest)["name"] ?? "");
      return " ";
    })
    .replaceAll(/\s+/gu, " ")
    .trim();
  return toMarked(new JsonFields(found, line), { title: title || text.trim(), tags }, context);
}

function toMarked(
  fields: JsonFields,
  { title, tags }: { title: string; tags: string[] },
  context: MarksContext,
): Marked {
  const { due, recurrence } = datesOf(fields, context);
  const word = fields.text("priority");
  const priority = word === "" ? "none" : (highest.get(word) ?? priorityOfWord(word));
  if (priority === null) fields.refuse("priority");
  const waits = fields.text("dependsOn");
  if (waits !== "") context.losses.add("dependencies", fields.line);
  fields.keep("Waits for", waits);
  const created = fields.when("created", context.timeZone);
  const done = fields.when("completion", context.timeZone);
  const cancelled = fields.when("cancelled", context.timeZone);
  fields.keepRest(technical);
  return {
    fields: {
      title,
      notes: fields.kept.join("\n"),
      due_date: due,
      priority: priority ?? "none",
      tags,
      ...(recurrence === null ? {} : { recurrence }),
    },
    createdAt: created,
    endedAt: done ?? cancelled,
    warnings: fields.remarks,
  };
}

/** When it is due, or else planned for, or begins; the others stand in the notes. */
function datesOf(
  fields: JsonFields,
  context: MarksContext,
): { due: string | null; recurrence: RecurrenceInput | null } {
  const { losses, timeZone } = context;
  const due = fields.when("due", timeZone);
  const scheduled = fields.when("scheduled", timeZone);
  const start = fields.when("start", timeZone);
  const date = due ?? scheduled ?? start;
  for (const [label, other] of [
    ["Scheduled", scheduled],
    ["Start", start],
  ] as const) {
    if (other === null || other === date) continue;
    losses.add("starts", fields.line);
    fields.keep(label, other);
  }
  if (due === null && date !== null) losses.add("starts_as_due", fields.line);
  const words = fields.text("repeat");
  if (words === "") return { due: date, recurrence: null };
  const isFromCompletion = / when done$/iu.test(words);
  const read = readTodoistDate(words.replace(/ when done$/iu, ""), { ...context, language: "en" });
  if (read?.recurrence === undefined) {
    fields.refuse("repeat");
    return { due: date, recurrence: null };
  }
  const from = isFromCompletion ? "completion" : "due_date";
  return { due: date ?? read.due_date, recurrence: { ...read.recurrence, from } };
}

/** The named groups, which stand last in what a replacer is given. */
function groupsOf(rest: readonly unknown[]): Record<string, string | undefined> {
  const groups = rest.at(-1);
  return typeof groups === "object" && groups !== null ? { ...groups } : {};
}
