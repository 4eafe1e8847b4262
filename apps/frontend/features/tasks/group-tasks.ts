import type { Task } from "@pakaura/contract/task";
import { localDate } from "@pakaura/domain/due-date";
import { dayHeading, dueDay, type DueContext } from "./due-words.ts";
import { m } from "../../messages/messages.ts";

export type Heading = { kind: "heading"; key: string; name: string; date: string };
/** `isUnderDay`: the heading above tells the day already. */
export type Row = { kind: "task"; key: string; task: Task; isUnderDay: boolean };

/** A list sorted by due date with a heading over each day; everything before today is "Overdue". */
export function groupByDay(tasks: readonly Task[], context: DueContext): (Heading | Row)[] {
  const today = localDate(context.now, context.timeZone);
  const rows: (Heading | Row)[] = [];
  let current: string | null = null;
  for (const task of tasks) {
    const day = task.due_date === null ? null : dueDay(task.due_date, context.timeZone);
    const group = day === null ? "none" : day < today ? "overdue" : day;
    if (group !== current) rows.push(heading(group, context));
    current = group;
    rows.push(row(task, group !== "overdue"));
  }
  return rows;
}

/** A list without headings. */
export function ungrouped(tasks: readonly Task[]): Row[] {
  return tasks.map((task) => row(task, false));
}

function row(task: Task, isUnderDay: boolean): Row {
  return { kind: "task", key: task.id, task, isUnderDay };
}

function heading(group: string, context: DueContext): Heading {
  const key = `heading:${group}`;
  if (group === "none") return { kind: "heading", key, name: m.dates.noDate, date: "" };
  if (group === "overdue") return { kind: "heading", key, name: m.dates.overdue, date: "" };
  return { kind: "heading", key, ...dayHeading(group, context) };
}
