import type { CreateTask, EditScope, UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { FilterChange } from "../filters/filter-operation.ts";
import type { Aside } from "./aside-reason.ts";
import { previewRecurrence } from "./preview-recurrence.ts";

/** A change to a task that a person made here. `base` is the task as it was known then. */
export type TaskChange =
  | { kind: "create"; taskId: string; body: CreateTask & { id: string } }
  | { kind: "update"; taskId: string; base: Task; body: UpdateTask; scope: EditScope }
  | {
      kind:
        | "complete"
        | "uncomplete"
        | "delete"
        | "delete-series"
        | "restore"
        | "restore-series"
        | "stop-recurrence";
      taskId: string;
      base: Task;
    }
  /** A reminder besides the one that is a field of the task. */
  | { kind: "add-reminder"; taskId: string; base: Task; leadMinutes: number }
  | { kind: "remove-reminder"; taskId: string; base: Task; reminderId: string }
  /** Answers to a reminder that has come. `until` is an instant, ISO 8601. */
  | { kind: "snooze-reminder"; taskId: string; base: Task; reminderId: string; until: string }
  | { kind: "dismiss-reminder"; taskId: string; base: Task; reminderId: string };

export type Change = TaskChange | FilterChange;

/** What a change gets when it sets out. */
type OnItsWay = {
  /** The Idempotency-Key: a repeated try is the same change. */
  key: string;
  /** Those that were made together go to the server together: its Idempotency-Key then. */
  group?: string;
  /** When the person made it, ISO 8601. */
  madeAt: string;
  /** Later ones have a higher number. */
  order: number;
  /** The form that it has; the first when it is missing. */
  format?: number;
  /** Why it is not sent, for the time being. */
  aside?: Aside;
  /** When somebody else changed the task last, ISO 8601, of all changes up to this version of it. */
  elsewhere?: { version: number; at: string };
};

/** A change on its way to the server. */
export type Operation = Change & OnItsWay;
export type TaskOperation = TaskChange & OnItsWay;
export type FilterOperation = FilterChange & OnItsWay;

export function isTaskOperation(operation: Operation): operation is TaskOperation {
  return "taskId" in operation;
}

export function isFilterOperation(operation: Operation): operation is FilterOperation {
  return "filterId" in operation;
}

/** The task as it will be when the server has taken the operation. */
export function applyOperation(task: Task, operation: TaskOperation): Task {
  switch (operation.kind) {
    case "create":
    case "add-reminder":
    case "remove-reminder":
    case "snooze-reminder":
    case "dismiss-reminder":
      return task;
    case "update":
      return patched(task, operation.body);
    case "complete":
      return task.completed
        ? task
        : { ...task, completed: true, completed_at: operation.madeAt, overdue: false };
    case "uncomplete":
      return { ...task, completed: false, completed_at: null };
    case "delete":
    case "delete-series":
      return { ...task, deleted_at: task.deleted_at ?? operation.madeAt };
    case "restore":
    case "restore-series":
      return { ...task, deleted_at: null };
    case "stop-recurrence":
      return task.recurrence
        ? { ...task, recurrence: { ...task.recurrence, active: false, next_dates: [] } }
        : task;
  }
}

function patched(task: Task, { recurrence, ...fields }: UpdateTask): Task {
  const next: Task = {
    ...task,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
  if (fields.tags) next.tags = fields.tags.toSorted();
  if (recurrence !== undefined) {
    next.recurrence = recurrence === null ? null : previewRecurrence(recurrence);
  }
  return next;
}

/** A task that the server has not seen yet. Version 0 is older than anything that it will answer. */
export function createdTask(operation: Extract<TaskOperation, { kind: "create" }>): Task {
  const { body, madeAt } = operation;
  return {
    id: operation.taskId,
    title: body.title,
    notes: body.notes ?? "",
    completed: false,
    completed_at: null,
    due_date: body.due_date ?? null,
    reminder_lead_minutes: body.reminder_lead_minutes ?? null,
    priority: body.priority ?? "none",
    tags: (body.tags ?? []).toSorted(),
    recurrence: body.recurrence ? previewRecurrence(body.recurrence) : null,
    recurrence_parent_id: null,
    overdue: false,
    version: 0,
    created_at: madeAt,
    updated_at: madeAt,
    deleted_at: null,
  };
}
