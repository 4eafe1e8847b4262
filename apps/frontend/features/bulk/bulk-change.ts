import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { tagLimits } from "@pakaura/domain/tags";
import { wholeBody } from "../tasks/whole-body.ts";
import { dueDay, dueTime, toDueDate } from "../tasks/due-words.ts";

/** What is done to many tasks at once. */
export type BulkChange =
  | { kind: "complete" | "uncomplete" | "delete" | "restore" }
  /** Fields that each task gets. */
  | { kind: "update"; bodyOf: (task: Task) => UpdateTask | null };

/** To another day, null for none. Each task keeps its time of day. */
export function moveToDay(day: string | null, timeZone: string): BulkChange {
  return {
    kind: "update",
    bodyOf: (task) => {
      const time = task.due_date === null ? null : dueTime(task.due_date, timeZone);
      const due_date = day === null ? null : toDueDate(day, time, timeZone);
      return due_date === task.due_date ? null : wholeBody(task, { due_date });
    },
  };
}

/** To what was picked for all: a day with a time replaces the times. */
export function moveTo(dueDate: string | null, timeZone: string): BulkChange {
  if (dueDate === null || dueTime(dueDate, timeZone) === null) return moveToDay(dueDate, timeZone);
  return {
    kind: "update",
    bodyOf: (task) => (task.due_date === dueDate ? null : { due_date: dueDate }),
  };
}

/** So many days on, or back. Tasks without a date stay. */
export function moveByDays(days: number, timeZone: string): BulkChange {
  return {
    kind: "update",
    bodyOf: (task) => {
      if (task.due_date === null) return null;
      const day = Temporal.PlainDate.from(dueDay(task.due_date, timeZone)).add({ days });
      return { due_date: toDueDate(day.toString(), dueTime(task.due_date, timeZone), timeZone) };
    },
  };
}

export function setPriority(priority: Task["priority"]): BulkChange {
  return {
    kind: "update",
    bodyOf: (task) => (task.priority === priority ? null : { priority }),
  };
}

/** How long before each is due a person is reminded, in minutes; null for not at all. */
export function setLead(minutes: number | null): BulkChange {
  return {
    kind: "update",
    bodyOf: (task) =>
      task.reminder_lead_minutes === minutes ? null : { reminder_lead_minutes: minutes },
  };
}

/** Adds a tag to each, or takes it off. A task that has the most tags already gets none. */
export function changeTag(tag: string, isAdded: boolean): BulkChange {
  return {
    kind: "update",
    bodyOf: ({ tags }) => {
      if (tags.includes(tag) === isAdded) return null;
      if (!isAdded) return { tags: tags.filter((other) => other !== tag) };
      return tags.length < tagLimits.tagsPerTask ? { tags: [...tags, tag] } : null;
    },
  };
}

/** The tags that all of the tasks have. */
export function commonTags([first, ...rest]: readonly Task[]): string[] {
  return (first?.tags ?? []).filter((tag) => rest.every((task) => task.tags.includes(tag)));
}
