import type { CreateTask, EditScope, UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { tell } from "../../lib/toast.ts";
import { leavingTasks, outbox } from "../../app/client.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { lastRefusal } from "./tell-refused.ts";
import { applyOperation, createdTask, type Operation } from "./operation.ts";
import { m } from "../../messages/messages.ts";

/** How long a task that leaves a list stays to be seen, in milliseconds. */
const leavingMs = 520;

/** Adds a task; returns its id. */
export function addTask(body: Omit<CreateTask, "id">): string {
  const id = uuidV7();
  outbox.add({ kind: "create", taskId: id, body: { ...body, id } });
  return id;
}

/** How many tasks are added at once: what one request may hold. */
export const mostAtOnce = 500;

/** Adds many tasks in one request, with one way back for all of them. */
export function addTasks(bodies: readonly Omit<CreateTask, "id">[]): void {
  const added = outbox.addAll(
    bodies.map((body) => {
      const id = uuidV7();
      return { kind: "create", taskId: id, body: { ...body, id } };
    }),
  );
  tell(m.tasks.added(added.length), {
    duration: 8_000,
    action: { label: m.common.undo, onClick: () => removeAdded(added) },
  });
}

function removeAdded(added: readonly Operation[]): void {
  outbox.addAll(
    added.flatMap((operation) =>
      operation.kind === "create"
        ? [{ kind: "delete", taskId: operation.taskId, base: createdTask(operation) }]
        : [],
    ),
  );
}

/** Changes fields of a task, and of those that follow in its series unless it is for this one alone. */
export function updateTask(task: Task, body: UpdateTask, scope: EditScope = "following"): void {
  // The next try takes the last complaint away.
  if (lastRefusal.get()?.operation.taskId === task.id) lastRefusal.set(null);
  outbox.add({ kind: "update", taskId: task.id, base: task, body, scope });
}

/** Completes or reopens a task, and lets it leave its list slowly enough to be followed. */
export function toggleTask(task: Task): void {
  const kind = task.completed ? "uncomplete" : "complete";
  const operation = outbox.add({ kind, taskId: task.id, base: task });
  const after = applyOperation(task, operation);
  const entry = { before: task, after };
  leavingTasks.set([...leavingTasks.get(), entry]);
  setTimeout(() => {
    leavingTasks.set(leavingTasks.get().filter((item) => item !== entry));
  }, leavingMs);
  if (kind === "complete") tellUndo(m.tasks.completed, task, () => undoCompletion(after));
}

function undoCompletion(completed: Task): void {
  outbox.add({ kind: "uncomplete", taskId: completed.id, base: completed });
}

/** Moves a task to the trash, with a way back. */
export function deleteTask(task: Task): void {
  const operation = outbox.add({ kind: "delete", taskId: task.id, base: task });
  const after = applyOperation(task, operation);
  tellUndo(m.tasks.movedToTrash, task, () => restoreTask(after));
}

/** Moves a task and every open instance of its series to the trash, and ends the series. */
export function deleteSeries(task: Task): void {
  const operation = outbox.add({ kind: "delete-series", taskId: task.id, base: task });
  const after = applyOperation(task, operation);
  tellUndo(m.tasks.seriesMovedToTrash, task, () => {
    outbox.add({ kind: "restore-series", taskId: task.id, base: after });
  });
}

/** Takes a task out of the trash. */
export function restoreTask(task: Task): void {
  outbox.add({ kind: "restore", taskId: task.id, base: task });
}

/** Ends a series; no instance is deleted. */
export function stopRecurrence(task: Task): void {
  outbox.add({ kind: "stop-recurrence", taskId: task.id, base: task });
}

function tellUndo(message: string, task: Task, undo: () => void): void {
  tell(message, {
    id: `undo-${task.id}`,
    description: task.title,
    duration: 6_000,
    action: { label: m.common.undo, onClick: undo },
  });
}
