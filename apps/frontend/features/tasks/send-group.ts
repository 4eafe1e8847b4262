import type { BulkOperation, TaskItems } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { request } from "../../lib/api.ts";
import { mergeUpdate, type Conflict } from "./merge-update.ts";
import type { TaskOperation } from "./operation.ts";
import type { Outcome } from "./send-operation.ts";

/** Sends operations that are one step as one request, which is done as a whole or refused as a whole. */
export async function sendGroup(
  group: string,
  operations: readonly TaskOperation[],
  known: ReadonlyMap<string, Task>,
): Promise<readonly Outcome[]> {
  const merged = operations.map((operation, index) => {
    const isChangedTwice = operations
      .slice(0, index)
      .some(({ taskId }) => taskId === operation.taskId);
    return toBulk(operation, isChangedTwice ? undefined : known.get(operation.taskId));
  });
  const { items } = await request<TaskItems>("/api/v1/tasks/bulk", {
    method: "POST",
    body: { operations: merged.map(({ sent }) => sent) },
    idempotencyKey: group,
  });
  return merged.map(({ conflicts }, index) => ({ task: items[index] ?? null, conflicts }));
}

function toBulk(
  operation: TaskOperation,
  known: Task | undefined,
): { sent: BulkOperation; conflicts: readonly Conflict[] } {
  const { kind, taskId: id } = operation;
  switch (kind) {
    case "create":
      return { sent: { op: kind, body: operation.body }, conflicts: [] };
    case "update": {
      const { body, conflicts } = mergeUpdate(operation, known ?? operation.base);
      return { sent: { op: kind, id, body, scope: operation.scope }, conflicts };
    }
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return { sent: { op: kind, id }, conflicts: [] };
    case "delete-series":
    case "restore-series":
    case "stop-recurrence":
    case "add-reminder":
    case "remove-reminder":
      throw new Error(`${kind} is never one of many`);
  }
}
