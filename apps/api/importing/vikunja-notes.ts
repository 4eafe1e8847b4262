import { htmlToText } from "./html-to-text.ts";
import { JsonFields } from "./json-fields.ts";
import type { Losses } from "./losses.ts";

const isUnset = (text: string): boolean => text.startsWith("0001");
/** Of each kind no more are told. */
const maxOfKind = 100;

/** The parts of the notes of a task: whose part it is, the description, and what has no field of its own here. */
export function notesOfVikunja(
  fields: JsonFields,
  description: string,
  { lost, parent = "" }: { lost: Losses; parent?: string | undefined },
): string[] {
  const { line } = fields;
  if (parent !== "") lost.add("hierarchy", line);
  const inside = (name: string): JsonFields[] =>
    fields.objects(name).map((one) => new JsonFields(one, line));
  const comments = inside("comments").map((one) => htmlToText(one.text("comment")));
  const files = inside("attachments").map((one) => nameOf(one.raw("file"), ["name"]));
  const people = inside("assignees").map((one) => one.text("name") || one.text("username"));
  lost.add("comments", line, comments.length);
  lost.add("attachments", line, files.length);
  lost.add("assignees", line, people.length);
  const start = fields.date("start_date", isUnset);
  const end = fields.date("end_date", isUnset);
  if (start !== null) lost.add("starts", line);
  fields.keep("Start", start ?? "");
  fields.keep("End", end ?? "");
  const share = fields.number("percent_done") ?? 0;
  if (share > 0 && share < 1) fields.keep("Done so far", `${Math.round(share * 100)} %`);
  return [
    parent === "" ? "" : `Part of: ${parent}`,
    description,
    lines("Comment", comments),
    lines("Attachment", files),
    lines("Assigned to", people),
  ];
}

function nameOf(value: unknown, names: readonly string[]): string {
  if (typeof value !== "object" || value === null) return "";
  const fields = new JsonFields(value, 1);
  return names.map((name) => fields.text(name)).find((text) => text !== "") ?? "";
}

function lines(label: string, texts: readonly string[]): string {
  return texts
    .filter((text) => text !== "")
    .slice(0, maxOfKind)
    .map((text) => `${label}: ${text}`)
    .join("\n");
}
