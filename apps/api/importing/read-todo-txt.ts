import type { ImportedTask, ReadFile } from "./imported-task.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { keptInNotes, notUnderstood, type Remark } from "./remarks.ts";

const priorities: Record<string, string> = { A: "urgent", B: "high", C: "medium" };
const units = { d: "DAILY", w: "WEEKLY", m: "MONTHLY", y: "YEARLY", b: "WEEKLY" } as const;
const date = String.raw`\d{4}-\d{2}-\d{2}`;
const head = new RegExp(
  String.raw`^(?:(?<done>x) )?(?:\((?<priority>[A-Z])\) )?(?:(?<first>${date}) )?(?:(?<second>${date}) )?`,
  "u",
);
const doneLine = new RegExp(`^x ${date} `, "u");
const dueWord = new RegExp(String.raw`(?:^|\s)due:${date}(?:\s|$)`, "u");
const isStrong = (line: string): boolean =>
  doneLine.test(line) || /^\([A-Z]\) \S/u.test(line) || dueWord.test(line);
const isWeak = (line: string): boolean =>
  isStrong(line) || /(?:^|\s)[+@]\p{L}\S*/u.test(line) || /^\d{4}-\d{2}-\d{2} /u.test(line);

/** True for lines of which half or more are marked as todo.txt marks them, and one beyond doubt. */
export function isTodoTxt(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u, 200).filter((line) => line.trim() !== "");
  return lines.some(isStrong) && lines.filter(isWeak).length * 2 >= lines.length;
}

/**
 * Tasks of todo.txt: completion, priority, dates, `+project` and `@context` as tags, `due:` and `rec:`.
 * https://github.com/todotxt/todo.txt
 */
export function readTodoTxt(text: string, now: number): ReadFile {
  const tasks: ImportedTask[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    refuseTooMany(tasks.length);
    if (line.trim() !== "") tasks.push(toTask(line.trim(), index + 1, now));
  }
  return { tasks, errors: [] };
}

function toTask(text: string, line: number, now: number): ImportedTask {
  const found = head.exec(text);
  const { done, priority = "", first, second } = found?.groups ?? {};
  const tags: string[] = [];
  const kept: string[] = [];
  const remarks: Remark[] = [];
  const fields: ImportedTask["fields"] = { title: "" };
  const words = text
    .slice(found?.[0].length ?? 0)
    .split(/\s+/u)
    .filter((word) => {
      if (/^[+@]\S/u.test(word)) return tags.push(word.slice(1)) === 0;
      const [, key, value = ""] = /^(due|rec|pri|t):(\S+)$/u.exec(word) ?? [];
      if (key === undefined) return true;
      if (key === "t" && instantOf(value) !== null) {
        kept.push(`Start: ${value}`);
        remarks.push(keptInNotes({ line, field: key, value }));
        return false;
      }
      if (!readKey(key, value, fields)) {
        kept.push(`${key}: ${value}`);
        remarks.push(notUnderstood({ line, field: key, value }));
      }
      return false;
    });
  const level = priority || (fields.priority ?? "");
  return {
    line,
    key: null,
    fields: {
      ...fields,
      title: words.join(" ") || text,
      notes: kept.join("\n"),
      tags,
      priority: level === "" ? "none" : (priorities[level] ?? "low"),
    },
    completedAt: done ? (instantOf(first) ?? new Date(now).toISOString()) : null,
    createdAt: instantOf(done ? second : first),
    warnings: remarks,
  };
}

function readKey(key: string, value: string, fields: ImportedTask["fields"]): boolean {
  if (key === "pri") {
    if (!/^[A-Z]$/u.test(value)) return false;
    fields.priority = value;
    return true;
  }
  if (key === "due") {
    if (instantOf(value) === null) return false;
    fields.due_date = value;
    return true;
  }
  const { strict, count, unit } =
    /^(?<strict>\+?)(?<count>\d{1,3})(?<unit>[dwmyb])$/u.exec(value)?.groups ?? {};
  if (unit === undefined || (unit === "b" && count !== "1")) return false;
  const days = unit === "b" ? ";BYDAY=MO,TU,WE,TH,FR" : "";
  const rrule = `FREQ=${units[unit as keyof typeof units]};INTERVAL=${Number(count)}${days}`;
  fields.recurrence = { rrule, from: strict === "+" ? "due_date" : "completion" };
  return true;
}

/** The beginning of a day that there is, in UTC. */
function instantOf(day: string | undefined): string | null {
  const at = new Date(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(at.getTime())) return null;
  return at.toISOString().startsWith(day) ? at.toISOString() : null;
}
