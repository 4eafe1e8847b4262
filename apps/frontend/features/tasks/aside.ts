import type { UpdateTask } from "@pakaura/contract/http";
import type { ProblemError } from "../../lib/api.ts";
import type { Refused } from "./aside-reason.ts";
import type { Conflict } from "./merge-update.ts";
import { isTaskOperation, type Operation, type TaskOperation } from "./operation.ts";

/** Raised when changes take a form that what is published already cannot send. */
export const operationFormat = 2;

const kinds: Record<Operation["kind"], true> = {
  create: true,
  update: true,
  complete: true,
  uncomplete: true,
  delete: true,
  "delete-series": true,
  restore: true,
  "restore-series": true,
  "stop-recurrence": true,
  "add-reminder": true,
  "remove-reminder": true,
  "snooze-reminder": true,
  "dismiss-reminder": true,
  "create-filter": true,
  "update-filter": true,
  "delete-filter": true,
};

/** False for what a newer version of the app has made: this one could not even show it. */
export function isReadable(operation: Operation): boolean {
  const { format = 1, kind } = operation;
  return format <= operationFormat && Object.hasOwn(kinds, kind) && isWhole(operation);
}

/** Whether it has what it is shown by: what was written down long ago may be anything. */
function isWhole(operation: Operation): boolean {
  const isNew = operation.kind === "create" || operation.kind === "create-filter";
  const shownBy: unknown = isNew ? operation.body : operation.base;
  const isFor: unknown = isTaskOperation(operation) ? operation.taskId : operation.filterId;
  return typeof shownBy === "object" && shownBy !== null && typeof isFor === "string";
}

export function isWaiting(operation: Operation): boolean {
  return operation.aside === undefined && isReadable(operation);
}

/** Whether a refused change holds what its person would have to write again. */
export function isWorthKeeping({ kind }: Operation): boolean {
  return ["create", "update", "create-filter", "update-filter"].includes(kind);
}

export function toRefused({ status, code, message, errors }: ProblemError): Refused {
  return { status, code, detail: message, errors: [...errors] };
}

/** What was written here and gave way to other words; null when there is nothing of that kind. */
export function wordsThatGaveWay(conflicts: readonly Conflict[]): UpdateTask | null {
  const lost = conflicts.filter(
    ({ kept, field }) => kept === "elsewhere" && (field === "title" || field === "notes"),
  );
  if (lost.length === 0) return null;
  return lost.reduce<UpdateTask>((words, one) => ({ ...words, ...one.lost }), {});
}

/** Whether a change that the server has taken says anew what another one, set aside, was to say. */
export function isSaidAnew(aside: Operation, taken: TaskOperation): boolean {
  if (aside.kind !== "update" || taken.kind !== "update" || aside.taskId !== taken.taskId)
    return false;
  return aside.order < taken.order && Object.keys(aside.body).every((field) => field in taken.body);
}
