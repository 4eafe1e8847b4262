import type { Task } from "@pakaura/contract/task";
import { bodyBefore } from "./body-before.ts";
import type { TaskChange } from "./operation.ts";

const opposites = {
  complete: "uncomplete",
  uncomplete: "complete",
  delete: "restore",
  restore: "delete",
} as const;

/** The change that takes one of a task itself back; null for those of a series, and of reminders. */
export function undoOf(change: TaskChange, before: Task, after: Task): TaskChange | null {
  const { kind, taskId } = change;
  switch (kind) {
    case "update": {
      const body = bodyBefore(before, change.body);
      return { kind, taskId, base: after, body, scope: change.scope };
    }
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return { kind: opposites[kind], taskId, base: after };
    case "create":
      // The next instance would follow one that repeats.
      return { kind: after.recurrence ? "delete-series" : "delete", taskId, base: after };
    case "delete-series":
    case "restore-series":
    case "stop-recurrence":
    case "add-reminder":
    case "remove-reminder":
    case "snooze-reminder":
    case "dismiss-reminder":
      return null;
  }
}
