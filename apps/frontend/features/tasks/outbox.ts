import type { BulkOperation, TaskItems } from "@pakaura/contract/http";
import type { limits, Task } from "@pakaura/contract/task";
import { backoffMs } from "../../lib/backoff.ts";
import { ProblemError, request, UnreachableError, type Request } from "../../lib/api.ts";
import { createStore, type Store } from "../../lib/store.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import type { Change, Operation } from "./operation.ts";

const mostAtOnce: typeof limits.bulkOperations = 500;

export type OutboxOptions = {
  /** The server has taken it; `task` is its answer, null for a deletion. Called before the operation is dropped. */
  onAccepted: (operation: Operation, task: Task | null) => void;
  /** The server has refused it for good. The operation is dropped already. */
  onRefused: (operation: Operation, error: ProblemError) => void;
};

export type Outbox = {
  operations: Store<readonly Operation[]>;
  add: (change: Change) => Operation;
  /** Adds changes that are one step: sent as one request, or as several when there are very many. */
  addAll: (changes: readonly Change[]) => readonly Operation[];
  /** Tries at once what waits for a better time: the connection is back. */
  hurry: () => void;
  /** Forgets everything: another person signs in. */
  clear: () => void;
};

/** Codes that say "not now" instead of "no". */
function isTemporary(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ProblemError && (error.status === 429 || error.status >= 500);
}

/**
 * Changes on their way to the server: sent one after another in the order in which they were made,
 * repeated with the same Idempotency-Key until there is an answer.
 */
export function createOutbox({ onAccepted, onRefused }: OutboxOptions): Outbox {
  const operations = createStore<readonly Operation[]>([]);
  let isSending = false;
  let wake: (() => void) | null = null;

  function drop(...dropped: readonly Operation[]): void {
    operations.set(operations.get().filter((item) => !dropped.includes(item)));
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, delayMs);
      wake = done;
    });
  }

  async function send(operation: Operation): Promise<void> {
    for (let attempt = 0; operations.get().includes(operation); attempt += 1) {
      try {
        const { path, ...options } = toRequest(operation);
        const task = await request<Task | null>(path, {
          ...options,
          idempotencyKey: operation.key,
        });
        onAccepted(operation, task);
        drop(operation);
      } catch (error) {
        if (!isTemporary(error)) {
          drop(operation);
          if (error instanceof ProblemError) onRefused(operation, error);
          else throw error;
        } else {
          const asked = error instanceof ProblemError ? error.retryAfterMs : null;
          await pause(asked ?? backoffMs(attempt));
        }
      }
    }
  }

  /** One request for a group. When it is refused as a whole, each is tried alone: what can be done is. */
  async function sendGroup(group: string): Promise<void> {
    const own = operations.get().filter((operation) => operation.group === group);
    for (let attempt = 0; own.every((item) => operations.get().includes(item)); attempt += 1) {
      try {
        const { items } = await request<TaskItems>("/api/v1/tasks/bulk", {
          method: "POST",
          body: { operations: own.map(toBulkOperation) },
          idempotencyKey: group,
        });
        own.forEach((operation, index) => onAccepted(operation, items[index] ?? null));
        drop(...own);
      } catch (error) {
        if (isTemporary(error)) {
          const asked = error instanceof ProblemError ? error.retryAfterMs : null;
          await pause(asked ?? backoffMs(attempt));
        } else {
          const alone = ({ group: _group, ...operation }: Operation): Operation => operation;
          operations.set(operations.get().map((item) => (own.includes(item) ? alone(item) : item)));
          return;
        }
      }
    }
  }

  async function sendAll(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (let next = operations.get()[0]; next; next = operations.get()[0]) {
        await (next.group === undefined ? send(next) : sendGroup(next.group));
      }
    } finally {
      isSending = false;
    }
  }

  return {
    operations,
    add: (change) => {
      const operation = { ...change, key: uuidV7(), madeAt: new Date().toISOString() };
      operations.set([...operations.get(), operation]);
      void sendAll();
      return operation;
    },
    addAll: (changes) => {
      const madeAt = new Date().toISOString();
      const added = chunks(changes, mostAtOnce).flatMap((part) => {
        const group = uuidV7();
        return part.map((change) => ({ ...change, key: uuidV7(), madeAt, group }));
      });
      operations.set([...operations.get(), ...added]);
      void sendAll();
      return added;
    },
    hurry: () => wake?.(),
    clear: () => {
      operations.set([]);
      wake?.();
    },
  };
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function toBulkOperation(operation: Operation): BulkOperation {
  const { kind, taskId: id } = operation;
  switch (kind) {
    case "create":
      return { op: kind, body: operation.body };
    case "update":
      return { op: kind, id, body: operation.body, scope: operation.scope };
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return { op: kind, id };
    case "delete-series":
    case "restore-series":
    case "stop-recurrence":
      throw new Error(`${kind} is never one of many`);
  }
}

function toRequest(operation: Operation): Request & { path: string } {
  const path = `/api/v1/tasks/${operation.taskId}`;
  switch (operation.kind) {
    case "create":
      return { path: "/api/v1/tasks", method: "POST", body: operation.body };
    case "update":
      return { path: `${path}?scope=${operation.scope}`, method: "PATCH", body: operation.body };
    case "delete":
      return { path, method: "DELETE" };
    case "delete-series":
      return { path: `${path}?series=true`, method: "DELETE" };
    case "restore-series":
      return { path: `${path}/restore?series=true`, method: "POST" };
    case "stop-recurrence":
      return { path: `${path}/recurrence`, method: "DELETE" };
    case "complete":
    case "uncomplete":
    case "restore":
      return { path: `${path}/${operation.kind}`, method: "POST" };
  }
}
