import type { BulkOperation } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { Problem } from "@pakaura/service/problem";
import { json } from "../writes/answer.ts";
import { idTaken } from "../writes/database-problem.ts";
import type { Decision, Tasks } from "../writes/job.ts";
import { Overlay } from "../writes/overlay.ts";
import type { Change, DecisionContext } from "./change.ts";
import { completeTask, uncompleteTask } from "./complete-task.ts";
import { createTask } from "./create-task.ts";
import { deleteTask, restoreTask } from "./delete-task.ts";
import { toTask } from "./to-task.ts";
import { updateTask } from "./update-task.ts";
import { anyTask, liveTask } from "./write-task.ts";

/** The ids that the operations name. */
export function bulkIds(operations: readonly BulkOperation[]): string[] {
  const ids = operations.flatMap((operation) =>
    operation.op === "create" ? (operation.id ?? operation.body.id ?? []) : operation.id,
  );
  return [...new Set(ids)];
}

/** The operation with other ids. */
export function withIds(operation: BulkOperation, idOf: (id: string) => string): BulkOperation {
  if (operation.op !== "create") return { ...operation, id: idOf(operation.id) };
  const { id, body } = operation;
  return {
    ...operation,
    ...(id === undefined ? {} : { id: idOf(id) }),
    body: { ...body, ...(body.id === undefined ? {} : { id: idOf(body.id) }) },
  };
}

/**
 * Carries out operations one after the other, each upon what the earlier ones left; all or nothing.
 * Throws the problem of the first that fails, with its place: `operations.3.body.title`.
 */
export function decideBulk(
  operations: readonly BulkOperation[],
  tasks: Tasks,
  context: DecisionContext,
): Decision {
  refuseStale(operations, tasks);
  const overlay = new Overlay(tasks.all());
  const changes: Change[] = [];
  const items: Task[] = operations.map((operation, index) => {
    try {
      const made = decideOperation(operation, overlay, context);
      overlay.apply(made.changes);
      changes.push(...made.changes);
      return made.task;
    } catch (error) {
      throw placeProblem(error, index);
    }
  });
  return { changes, answer: json(200, { items }) };
}

/**
 * Throws `stale_version` with every operation whose task has another version than the one it names. Versions
 * are those before the request: what earlier operations of it do is known to whoever asks for both.
 */
function refuseStale(operations: readonly BulkOperation[], tasks: Tasks): void {
  const errors = operations.flatMap((operation, index) => {
    if (operation.op === "create" || operation.if_version === undefined) return [];
    const task = tasks.get(operation.id);
    // What is not there, or in the trash, is no longer found: that is told instead.
    const isFound = task && (operation.op === "restore" || task.deletedAt === null);
    if (!isFound || task.version === operation.if_version) return [];
    const message = `is not the task's version, which is ${task.version} by now`;
    return [{ field: `operations.${index}.if_version`, code: "stale_version", message }];
  });
  if (errors.length === 0) return;
  throw new Problem("stale_version", `Tasks have changed since: ${errors.length}.`, { errors });
}

function decideOperation(
  operation: BulkOperation,
  tasks: Tasks,
  context: DecisionContext,
): { task: Task; changes: Change[] } {
  if (operation.op === "create") {
    const change = createTask(withId(operation), context);
    if (tasks.get(change.after.id) !== undefined) throw idTaken();
    return { task: change.task, changes: [change] };
  }
  const task =
    operation.op === "restore" ? anyTask(tasks, operation.id) : liveTask(tasks, operation.id);
  const changes = changesOf(operation, task, context);
  return { task: changes.at(-1)?.task ?? toTask(task, context), changes };
}

function changesOf(
  operation: Exclude<BulkOperation, { op: "create" }>,
  task: Parameters<typeof updateTask>[0],
  context: DecisionContext,
): Change[] {
  switch (operation.op) {
    case "update":
      return updateTask(task, operation.body, context, operation.scope);
    case "complete":
      return completeTask(task, context);
    case "uncomplete":
      return uncompleteTask(task, context);
    case "delete":
      return deleteTask(task, context);
    case "restore":
      return restoreTask(task, context);
    default:
      return operation satisfies never;
  }
}

function withId(operation: Extract<BulkOperation, { op: "create" }>) {
  const { id, body } = operation;
  if (id === undefined) return body;
  if (body.id !== undefined && body.id !== id) {
    throw new Problem("validation_failed", "The operation gives two ids.", {
      errors: [{ field: "id", code: "invalid_value", message: "must be the id in the body" }],
    });
  }
  return { ...body, id };
}

function placeProblem(error: unknown, index: number): unknown {
  if (!(error instanceof Problem)) return error;
  const errors = error.errors?.map((one) => ({
    ...one,
    field: `operations.${index}.${error.code === "validation_failed" && one.field !== "id" ? "body." : ""}${one.field}`,
  })) ?? [{ field: `operations.${index}.id`, code: error.code, message: error.detail }];
  return new Problem(error.code, `Operation ${index}: ${error.detail}`, { errors });
}
