import type { Task } from "@pakaura/contract/task";
import type { ListRules } from "./match-task.ts";
import { applyOperation, createdTask, type TaskOperation } from "./operation.ts";
import { insertTask } from "./place-task.ts";

/** A task that has just left a list and is shown a moment longer, so that the eye can follow. */
export type Leaving = { before: Task; after: Task };

/** The task with what is still on its way to the server. Null when there is nothing to show. */
export function withPending(task: Task | null, operations: readonly TaskOperation[]): Task | null {
  return operations.reduce<Task | null>((current, operation) => {
    if (operation.kind === "create") return current ?? createdTask(operation);
    return applyOperation(newest(current, operation.base), operation);
  }, task);
}

function newest(current: Task | null, base: Task): Task {
  return current && current.version >= base.version ? current : base;
}

/** A list with the tasks that are just leaving it. */
export function withLeaving(
  tasks: readonly Task[],
  leaving: readonly Leaving[],
  rules: ListRules,
): readonly Task[] {
  return leaving.reduce((shown, { before, after }) => {
    const isGone = rules.matches(before) && !shown.some((item) => item.id === after.id);
    return isGone ? insertTask(shown, after, rules) : shown;
  }, tasks);
}
