import type { Task } from "@pakaura/contract/task";
import { dayFromNow, dayHeading, dueDay, type DueContext } from "./due-words.ts";
import { m } from "../../messages/messages.ts";

export type Heading = {
  kind: "heading";
  key: string;
  name: string;
  date: string;
  /** The day of the tasks below, to which others can be moved; null for "Overdue" and "No date". */
  day: string | null;
  group: "day" | "overdue" | "none";
  count: number;
};
/** `isUnderDay`: the heading above tells the day already. `day` is the heading's. */
export type Row = {
  kind: "task";
  key: string;
  task: Task;
  isUnderDay: boolean;
  day: string | null;
};

/**
 * A list sorted by due date with a heading over each day; everything before today is "Overdue". The
 * first `daysShown` days from today on have a heading even when nothing is due.
 */
export function groupByDay(
  tasks: readonly Task[],
  context: DueContext,
  daysShown = 0,
): (Heading | Row)[] {
  const today = dayFromNow(0, context);
  const groups = Map.groupBy(tasks, ({ due_date: due }) => {
    const day = due === null ? null : dueDay(due, context.timeZone);
    return day === null ? "none" : day < today ? "overdue" : day;
  });
  for (let days = 0; days < daysShown; days += 1) {
    const day = dayFromNow(days, context);
    if (!groups.has(day)) groups.set(day, []);
  }
  return [...groups]
    .toSorted(([left], [right]) => placeOf(left).localeCompare(placeOf(right)))
    .flatMap(([group, items]) => [
      heading(group, items.length, context),
      ...items.map((task) => row(task, group === "overdue" || group === "none" ? null : group)),
    ]);
}

/** Before all days comes what is overdue, after them what has no date. */
function placeOf(group: string): string {
  if (group === "overdue") return "0";
  return group === "none" ? "a" : group;
}

/** A list without headings. */
export function ungrouped(tasks: readonly Task[]): Row[] {
  return tasks.map((task) => ({ kind: "task", key: task.id, task, isUnderDay: false, day: null }));
}

/** The tasks of a list, without the headings. */
export function tasksOf(rows: readonly (Heading | Row)[]): Task[] {
  return rows.flatMap((row) => (row.kind === "task" ? [row.task] : []));
}

function row(task: Task, day: string | null): Row {
  return { kind: "task", key: task.id, task, isUnderDay: day !== null || !task.due_date, day };
}

function heading(group: string, count: number, context: DueContext): Heading {
  const plain = { kind: "heading", key: `heading:${group}`, count, date: "", day: null } as const;
  if (group === "none") return { ...plain, group, name: m.dates.noDate };
  if (group === "overdue") return { ...plain, group, name: m.dates.overdue };
  return { ...plain, group: "day", day: group, ...dayHeading(group, context) };
}
