import type { Task } from "@pakaura/contract/task";
import { createQueryClient } from "../lib/query-client.ts";
import { createStore } from "../lib/store.ts";
import type { Leaving } from "../features/tasks/apply-pending.ts";
import { isFilterOperation, isTaskOperation } from "../features/tasks/operation.ts";
import { createOutbox } from "../features/tasks/outbox.ts";
import { sendFilterOperation } from "../features/filters/send-filter-operation.ts";
import { sendGroup } from "../features/tasks/send-group.ts";
import { sendOperation } from "../features/tasks/send-operation.ts";
import { createTaskStore } from "../features/tasks/task-store.ts";
import { tellConflicts } from "../features/tasks/tell-conflicts.ts";
import { tellRefused } from "../features/tasks/tell-refused.ts";
import { createSession } from "./session.ts";

/** What one browser tab holds: the tasks, the changes on their way, what else was fetched. */
export const queryClient = createQueryClient();

export const taskStore = createTaskStore();

export const leavingTasks = createStore<readonly Leaving[]>([]);

export const outbox = createOutbox({
  send: async (operations) => {
    const [first] = operations;
    if (!first) return [];
    if (isFilterOperation(first)) return [await sendFilterOperation(first)];
    return first.group === undefined
      ? [await sendOperation(first, taskStore.known.get(first.taskId))]
      : await sendGroup(first.group, operations.filter(isTaskOperation), taskStore.known);
  },
  save: (operations) => session.saveOperations(operations),
  onAdded: (operations) => session.post({ type: "added", operations }),
  onAccepted: (operation, { task, conflicts }) => {
    const { key, order } = operation;
    const taken =
      task ?? (operation.kind === "delete" ? trashed(operation.base, operation.madeAt) : null);
    if (taken) acceptTasks([taken]);
    if (isFilterOperation(operation)) session.takeFilter(operation);
    session.settle(order);
    session.post({ type: "accepted", key, order, task: taken, conflicts });
    tellConflicts(conflicts);
  },
  onRefused: (operation, error) => {
    const { status, code, message: detail, errors } = error;
    session.settle(operation.order);
    session.post({
      type: "refused",
      operation,
      problem: { status, code, detail, errors: [...errors] },
    });
    tellRefused(operation, error);
  },
});
outbox.operations.subscribe(() =>
  taskStore.setOperations(outbox.operations.get().filter(isTaskOperation)),
);

function trashed(base: Task, deletedAt: string): Task {
  const known = taskStore.known.get(base.id) ?? base;
  return { ...known, deleted_at: deletedAt, version: known.version + 1 };
}

export const session = createSession({ queryClient, taskStore, outbox });

/** Takes tasks in that the server told us of, by an answer or an event. */
export function acceptTasks(tasks: readonly Task[]): void {
  taskStore.accept(tasks);
  session.keep(tasks.map((task) => task.id));
}
