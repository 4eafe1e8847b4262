import type { CreateTask, EditScope, UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { tellStep } from "../../lib/toast.ts";
import { rememberStep } from "../../lib/undo.ts";
import { leavingTasks, outbox } from "../../app/client.ts";
import { uuidV7 } from "../../lib/uuid-v7.ts";
import { bodyBefore, recurrenceBefore } from "./body-before.ts";
import { lastRefusal } from "./refusals.ts";
import { wholeBody } from "./whole-body.ts";
import { offerSeries } from "./series-offer.ts";
import { applyOperation, createdTask, type TaskChange, type TaskOperation } from "./operation.ts";
import { formatList } from "../../messages/format.ts";
import { m } from "../../messages/messages.ts";

/** How long a task that leaves a list stays to be seen, in milliseconds. */
const leavingMs = 520;

/** A task to be added, and when to remind of it besides its own reminder, in minutes before it is due. */
export type NewTask = Omit<CreateTask, "id"> & { moreLeads?: readonly number[] };

/** The change that adds a task, without its further reminders. */
export function toCreation({ moreLeads: _moreLeads, ...body }: NewTask): TaskChange {
  const id = uuidV7();
  return { kind: "create", taskId: id, body: { ...body, id } };
}

/** The server makes a task first, and its further reminders then. */
function addReminders(created: TaskOperation, leads: readonly number[] = []): void {
  if (created.kind !== "create") return;
  const base = createdTask(created);
  for (const leadMinutes of leads) {
    outbox.add({ kind: "add-reminder", taskId: base.id, base, leadMinutes });
  }
}

/** Adds a task; returns its id. */
export function addTask(task: NewTask): string {
  const added = outbox.add(toCreation(task));
  addReminders(added, task.moreLeads);
  rememberStep({ words: task.title, undo: () => removeAdded([added]) });
  return added.taskId;
}

/** How many tasks are added at once: what one request may hold. */
export const mostAtOnce = 500;

/**
 * Adds many tasks in one request, with one way back for all of them. Lists begin with the newest: the
 * last is made first, so that they read from top to bottom. Returns their ids.
 */
export function addTasks(tasks: readonly NewTask[]): string[] {
  const added = outbox.addAll(tasks.toReversed().map(toCreation).toReversed());
  added.forEach((created, index) => addReminders(created, tasks[index]?.moreLeads));
  tellStep(m.tasks.added(added.length), {
    about: formatList(tasks.slice(0, 2).map(({ title }) => title)),
    duration: 8_000,
    undo: () => removeAdded(added),
  });
  return added.map(({ taskId }) => taskId);
}

function removeAdded(added: readonly TaskOperation[]): void {
  removeTasks(added.flatMap((one) => (one.kind === "create" ? createdTask(one) : [])));
}

/** Moves tasks to the trash; one that repeats with its series, as the next would follow it otherwise. */
export function removeTasks(tasks: readonly Task[]): void {
  const { series = [], single = [] } = Object.groupBy(tasks, ({ recurrence }) =>
    recurrence ? "series" : "single",
  );
  if (single.length > 0)
    outbox.addAll(single.map((base) => ({ kind: "delete", taskId: base.id, base })));
  for (const base of series) outbox.add({ kind: "delete-series", taskId: base.id, base });
}

/**
 * Changes fields of a task, and of those that follow in its series unless it is for this one alone.
 * `seen` is the task that the person changed, where that is no longer the newest.
 */
export function updateTask(
  task: Task,
  given: UpdateTask,
  scope: EditScope = "following",
  seen = task,
): void {
  const body = wholeBody(task, given);
  // The next try takes the last complaint away.
  if (lastRefusal.get()?.operation.taskId === task.id) lastRefusal.set(null);
  const operation = outbox.add({ kind: "update", taskId: task.id, base: seen, body, scope });
  const undo = (): void => {
    outbox.add({
      kind: "update",
      taskId: task.id,
      base: applyOperation(task, operation),
      body: bodyBefore(task, body),
      scope,
    });
  };
  if (body === given) rememberStep({ words: task.title, undo });
  else tellUndo(m.recurrence.stoppedNow, task, undo);
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
  const undo = (): void => {
    outbox.add({
      kind: kind === "complete" ? "uncomplete" : "complete",
      taskId: task.id,
      base: after,
    });
  };
  tellUndo(kind === "complete" ? m.tasks.completed : m.tasks.reopened, task, undo);
}

/** Moves a task to the trash, with a way back. */
export function deleteTask(task: Task): void {
  const operation = outbox.add({ kind: "delete", taskId: task.id, base: task });
  const after = applyOperation(task, operation);
  tellStep(m.tasks.movedToTrash, {
    id: `undo-${task.id}`,
    about: task.title,
    undo: () => outbox.add({ kind: "restore", taskId: task.id, base: after }),
    offer: offerSeries([after]),
  });
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
  const operation = outbox.add({ kind: "restore", taskId: task.id, base: task });
  tellUndo(m.tasks.restored, task, () => {
    outbox.add({ kind: "delete", taskId: task.id, base: applyOperation(task, operation) });
  });
}

/** Ends a series; no instance is deleted. */
export function stopRecurrence(task: Task): void {
  const operation = outbox.add({ kind: "stop-recurrence", taskId: task.id, base: task });
  tellUndo(m.recurrence.stoppedNow, task, () => {
    outbox.add({
      kind: "update",
      taskId: task.id,
      base: applyOperation(task, operation),
      body: { recurrence: recurrenceBefore(task) },
      scope: "following",
    });
  });
}

function tellUndo(message: string, task: Task, undo: () => void): void {
  tellStep(message, { id: `undo-${task.id}`, about: task.title, undo });
}
