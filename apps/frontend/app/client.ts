import type { Task } from "@pakaura/contract/task";
import { afterPaint } from "../lib/after-paint.ts";
import { createQueryClient } from "../lib/query-client.ts";
import { createStore } from "../lib/store.ts";
import type { Leaving } from "../features/tasks/apply-pending.ts";
import { isTaskOperation } from "../features/tasks/operation.ts";
import { createOutbox } from "../features/tasks/outbox.ts";
import { createTaskStore } from "../features/tasks/task-store.ts";
import { sendStep } from "./load-sync.ts";
import { createSession } from "./session.ts";
import { tellConflicts, tellRefused } from "./tell-later.ts";

/** What one browser tab holds: the tasks, the changes on their way, what else was fetched. */
export const queryClient = createQueryClient();

export const taskStore = createTaskStore();

export const leavingTasks = createStore<readonly Leaving[]>([]);

export const outbox = createOutbox({
  send: (operations) => sendStep(operations, taskStore.known),
  save: (operations) => session.saveOperations(operations),
  whenDrawn: afterPaint,
  onAdded: (operations) => session.post({ type: "added", operations }),
  onAccepted: ({ key, order }, { task, conflicts }) => {
    if (task) taskStore.accept([task]);
    session.settle(order, task);
    session.post({ type: "accepted", key, order, task, conflicts });
    tellConflicts(conflicts);
  },
  onRefused: (operation, error) => {
    const { status, code, message: detail, errors } = error;
    session.settle(operation.order, null);
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

export const session = createSession({ queryClient, taskStore, outbox });

/** Takes tasks in that the server told us of, by an answer or an event. */
export function acceptTasks(tasks: readonly Task[]): void {
  taskStore.accept(tasks);
  session.keep(tasks.map((task) => task.id));
}
