import type { ReadFile } from "./imported-task.ts";

/** A bullet or a number before a line, and a Markdown check box. */
const lead = /^\s*(?:[-*+•]\s+|\d+[.)]\s+)?(?:\[(?<mark>[ xX])\]\s+)?/u;

/** Plain lines, each a task; bullets and numbers are left out, and a ticked box is a completed task. */
export function readLines(text: string, now: number): ReadFile {
  const tasks = text.split(/\r\n|\r|\n/u).flatMap((line, index) => {
    const found = lead.exec(line);
    const title = line.slice(found?.[0].length ?? 0).trim();
    if (title === "") return [];
    const isDone = found?.groups?.["mark"]?.toLowerCase() === "x";
    const completedAt = isDone ? new Date(now).toISOString() : null;
    return [{ line: index + 1, key: null, fields: { title }, completedAt }];
  });
  return { tasks, errors: [] };
}
