import type { Task } from "@pakaura/contract/task";
import { afterPaint } from "../lib/after-paint.ts";
import { createQueryClient } from "../lib/query-client.ts";
import { createStore } from "../lib/store.ts";
import type { Leaving } from "../features/tasks/apply-pending.ts";
import { toRefused } from "../features/tasks/aside.ts";
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
  onChanged: (operations) => session.post({ type: "changed", operations }),
  onAccepted: ({ key, order }, { task, conflicts }) => {
    if (task) taskStore.accept([task]);
    session.settle(order, task);
    session.post({ type: "accepted", key, order, task, conflicts });
    tellConflicts(conflicts);
  },
  onRefused: (operation, error, isKept) => {
    if (!isKept) session.settle(operation.order, null);
    session.post({ type: "refused", operation, problem: toRefused(error), isKept });
    tellRefused(operation, error);
  },
  onDiscarded: (operations) => {
    for (const { order } of operations) session.settle(order, null);
    session.post({ type: "discarded", operations });
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
