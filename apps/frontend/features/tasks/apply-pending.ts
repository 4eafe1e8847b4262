import type { Task } from "@pakaura/contract/task";
import type { ListRules } from "./match-task.ts";
import { applyOperation, createdTask, type Operation } from "./operation.ts";
import { insertTask, placeTask } from "./place-task.ts";

/** A task that has just left a list and is shown a moment longer, so that the eye can follow. */
export type Leaving = { before: Task; after: Task };

/** The task with what is still on its way to the server. Null when there is nothing to show. */
export function withPending(task: Task | null, operations: readonly Operation[]): Task | null {
  return operations.reduce<Task | null>((current, operation) => {
    if (operation.kind === "create") return current ?? createdTask(operation);
    return applyOperation(newest(current, operation.base), operation);
  }, task);
}

function newest(current: Task | null, base: Task): Task {
  return current && current.version >= base.version ? current : base;
}

/**
 * What a list shows: what the server said, with the changes that are still on their way, and with
 * the tasks that are just leaving. The server's answer is never altered, so that taking a change
 * back is nothing but dropping the operation.
 */
export function shownTasks(
  tasks: readonly Task[],
  operations: readonly Operation[],
  leaving: readonly Leaving[],
  rules: ListRules,
  isComplete: boolean,
): readonly Task[] {
  let shown = tasks;
  for (const [taskId, own] of Map.groupBy(operations, (operation) => operation.taskId)) {
    const task = withPending(tasks.find((item) => item.id === taskId) ?? null, own);
    if (task) shown = placeTask(shown, task, rules, isComplete);
  }
  for (const { before, after } of leaving) {
    const isGone = !shown.some((item) => item.id === after.id);
    if (isGone && rules.matches(before)) shown = insertTask(shown, after, rules, isComplete);
  }
  return shown;
}
