import type { ImportedTask, ReadFile } from "./imported-task.ts";
import { readICalendar } from "./read-icalendar.ts";

/** A calendar of these lines. */
export const calendar = (...lines: string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", ...lines, "END:VCALENDAR", ""].join(
    "\r\n",
  );

/** What is read of a calendar by somebody in Berlin, on 29 November 2026. */
export const readIn = (text: string, timeZone = "Europe/Berlin"): ReadFile =>
  readICalendar(text, { timeZone, now: Date.parse("2026-11-29T12:00:00Z") });

/** The one task of these lines, and what is said of them, as lines and words. */
export function readOne(...lines: string[]): ImportedTask & { said: string[] } {
  const todo = ["BEGIN:VTODO", "UID:1", "SUMMARY:Task", ...lines, "END:VTODO"];
  return onlyTask(readIn(calendar(...todo)));
}

export function onlyTask(file: ReadFile): ImportedTask & { said: string[] } {
  const [task, ...more] = file.tasks;
  if (task === undefined || more.length > 0) throw new Error(`${file.tasks.length} tasks`);
  const said = [...(file.warnings ?? []), ...(task.warnings ?? [])].map((one) =>
    typeof one === "string" ? one : `${one.line} ${one.message}`,
  );
  return { ...task, said };
}
