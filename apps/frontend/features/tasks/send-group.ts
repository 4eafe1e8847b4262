import type { BulkOperation, Snapshot, TaskItems } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { ProblemError, request, UnreachableError } from "../../lib/api.ts";
import { mergeUpdate, type Conflict } from "./merge-update.ts";
import type { TaskOperation } from "./operation.ts";
import type { Outcome } from "./send-operation.ts";

/** So often a group is merged again, when its tasks change faster than that. */
const mergesAtMost = 5;
/** More tasks than these are read anew in one request, with all others. */
const readOneByOne = 20;

type Merged = { sent: BulkOperation; into: Task | undefined; conflicts: readonly Conflict[] };

/**
 * Sends operations that are one step as one request, which is done as a whole or refused as a whole. Each update says
 * which version it was merged into; those whose tasks have moved on are merged again.
 */
export async function sendGroup(
  group: string,
  operations: readonly TaskOperation[],
  known: ReadonlyMap<string, Task>,
  merges = 1,
): Promise<readonly Outcome[]> {
  const merged = operations.map((operation, index) => {
    const isChangedTwice = operations
      .slice(0, index)
      .some(({ taskId }) => taskId === operation.taskId);
    return toBulk(operation, isChangedTwice ? undefined : known.get(operation.taskId));
  });
  try {
    const { items } = await request<TaskItems>("/api/v1/tasks/bulk", {
      method: "POST",
      body: { operations: merged.map(({ sent }) => sent) },
      idempotencyKey: group,
    });
    return merged.map(({ conflicts, into }, index) => ({
      task: items[index] ?? null,
      conflicts,
      ...(into ? { into } : {}),
    }));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // The key is kept with what was done: an earlier try was taken, merged into older tasks.
    if (error.code === "idempotency_mismatch")
      return operations.map(({ taskId }) => ({ task: known.get(taskId) ?? null, conflicts: [] }));
    if (error.status !== 412) throw error;
    if (merges >= mergesAtMost) throw new UnreachableError();
    const newest = await readAnew(staleIn(operations, error));
    return sendGroup(group, operations, new Map([...known, ...newest]), merges + 1);
  }
}

/** The ids of the tasks that a refusal names (`operations.3.if_version`); of all, when it names none. */
function staleIn(operations: readonly TaskOperation[], { errors }: ProblemError): string[] {
  const named = errors.flatMap(({ field }) => operations[Number(field.split(".")[1])] ?? []);
  const stale = named.length > 0 ? named : operations;
  return [...new Set(stale.map(({ taskId }) => taskId))];
}

async function readAnew(ids: readonly string[]): Promise<Map<string, Task>> {
  const tasks =
    ids.length <= readOneByOne
      ? await Promise.all(ids.map((id) => request<Task>(`/api/v1/tasks/${id}`)))
      : (await request<Snapshot>("/api/v1/snapshot?include_deleted=true")).items;
  const wanted = new Set(ids);
  return new Map(tasks.filter(({ id }) => wanted.has(id)).map((task) => [task.id, task]));
}

/** Which changes a group may have: `toBulk` knows how each of them is sent. */
const kindsOfMany = {
  create: true,
  update: true,
  complete: true,
  uncomplete: true,
  delete: true,
  restore: true,
} satisfies Record<BulkOperation["op"], true>;
type KindOfMany = keyof typeof kindsOfMany;

/** Whether changes of this kind can be sent together with others, as one step. */
export function canBeOneOfMany(kind: TaskOperation["kind"]): kind is KindOfMany {
  return kind in kindsOfMany;
}

function toBulk(operation: TaskOperation, known: Task | undefined): Merged {
  const { kind, taskId: id } = operation;
  switch (kind) {
    case "create":
      return { sent: { op: kind, body: operation.body }, into: known, conflicts: [] };
    case "update": {
      const { body, conflicts } = mergeUpdate(operation, known ?? operation.base);
      // One that is made, or changed before, in the same request has a version that only the server knows.
      const version = known ? { if_version: known.version } : {};
      const sent = { op: kind, id, body, scope: operation.scope, ...version };
      return { sent, into: known, conflicts };
    }
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return { sent: { op: kind, id }, into: known, conflicts: [] };
    case "delete-series":
    case "restore-series":
    case "stop-recurrence":
    case "add-reminder":
    case "remove-reminder":
    case "snooze-reminder":
    case "dismiss-reminder":
      throw new Error(`${kind} is never one of many`);
  }
}
