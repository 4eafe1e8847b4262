import { htmlToText } from "./html-to-text.ts";
import type { Findings } from "./icalendar-findings.ts";
import type { Property } from "./icalendar-property.ts";
import { textOf } from "./icalendar-text.ts";
import type { Todo } from "./icalendar-todo.ts";
import type { Losses } from "./losses.ts";

/** Properties that only stand in the notes here, and what they are called there. */
const labels: Record<string, string> = {
  URL: "",
  LOCATION: "Location",
  GEO: "Geographic position",
  COMMENT: "Comment",
  CONTACT: "Contact",
  RESOURCES: "Resources",
  ORGANIZER: "Organizer",
  ATTENDEE: "Attendee",
  ATTACH: "Attachment",
  CONFERENCE: "Conference",
  "REQUEST-STATUS": "Request status",
};
const losses = { COMMENT: "comments", ATTACH: "attachments", ATTENDEE: "assignees" } as const;
/** Of each kind no more are told one by one. */
const maxOfKind = 50;

/** The description, and beneath it what has no field of its own here. */
export function notesOf(
  todo: Todo,
  { findings, lost }: { findings: Findings; lost: Losses },
): string {
  const { properties } = todo;
  const parts = [descriptionOf(todo)];
  for (const [name, label] of Object.entries(labels)) {
    const named = properties.get(name) ?? [];
    const told = named.slice(0, maxOfKind).map((property) => `${label}: ${valueOf(property)}`);
    if (named.length > 0) parts.push(told.join("\n").replaceAll(/^: /gmu, ""));
    const [first] = named;
    if (first === undefined) continue;
    if (isLoss(name)) lost.add(losses[name], first.line, named.length);
    else if (name !== "URL" && name !== "LOCATION")
      findings.say("kept_in_notes", first, "has no place of its own here, and is in the notes");
  }
  return [...parts, findings.kept.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** The description, from HTML where there is nothing else, and lines that stand by themselves. */
export function descriptionOf({ properties, odd }: Todo): string {
  const plain = (properties.get("DESCRIPTION") ?? []).map(textOf).join("\n\n");
  const html = plain === "" ? textOf(properties.get("X-ALT-DESC")?.[0]) : "";
  return [plain || htmlToText(html), ...odd.map(({ text }) => text.trim())]
    .filter((text) => text !== "")
    .join("\n");
}

function valueOf(property: Property): string {
  const { parameters } = property;
  const isBinary =
    parameters.get("VALUE")?.toUpperCase() === "BINARY" ||
    parameters.get("ENCODING")?.toUpperCase() === "BASE64";
  const name = ["FILENAME", "X-FILENAME", "X-APPLE-FILENAME", "CN", "LABEL"]
    .map((one) => parameters.get(one) ?? "")
    .find((one) => one !== "");
  const value = isBinary ? "" : textOf(property).replace(/^mailto:/iu, "");
  if (name === undefined) return value || "a file that stays behind";
  return value === "" || value === name ? name : `${name} (${value})`;
}

function isLoss(name: string): name is keyof typeof losses {
  return name in losses;
}
