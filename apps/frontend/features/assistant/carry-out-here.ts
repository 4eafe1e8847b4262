import type { Operation } from "@pakaura/domain/assistant/operation";
import type { Task } from "@pakaura/contract/task";
import type { Fired } from "../reminders/fired-reminders.ts";
import { applyOperation, createdTask, type TaskChange } from "../tasks/operation.ts";
import { undoOf } from "../tasks/undo-of.ts";

/** Changes to be sent, and those that take them back, the last one first. */
export type Carried = { changes: readonly TaskChange[]; undo: readonly TaskChange[] };

type Known = {
  tasks: ReadonlyMap<string, Task>;
  fired: readonly Fired[];
  /** ISO 8601. */
  madeAt: string;
};

type Step = { change: TaskChange; before: Task; next: Task };

/** What the operations of a turn are as changes of a person. One may build upon the one before it. */
export function changesOf(operations: readonly Operation[], known: Known): Carried {
  const after = new Map<string, Task>();
  const steps: Step[] = [];
  for (const operation of operations) {
    const taskId = taskIdOf(operation, known);
    const base = after.get(taskId) ?? known.tasks.get(taskId) ?? null;
    const change = changeOf(operation, taskId, base);
    if (change === null) continue;
    const made = { ...change, key: "", madeAt: known.madeAt, order: 0 };
    const before = made.kind === "create" ? createdTask(made) : made.base;
    const next = applyOperation(before, made);
    after.set(taskId, next);
    steps.push({ change, before, next });
  }
  return { changes: steps.map(({ change }) => change), undo: undoSteps(steps, after) };
}

/** The last one first. A task that the turn has made goes as a whole, as it is at the end. */
function undoSteps(steps: readonly Step[], after: ReadonlyMap<string, Task>): TaskChange[] {
  const made = new Set(
    steps.flatMap(({ change: { kind, taskId } }) => (kind === "create" ? taskId : [])),
  );
  return steps.toReversed().flatMap(({ change, before, next }) => {
    if (!made.has(change.taskId)) return undoOf(change, before, next) ?? [];
    const last = after.get(change.taskId) ?? next;
    return change.kind === "create" ? (undoOf(change, before, last) ?? []) : [];
  });
}

function taskIdOf(operation: Operation, { fired }: Known): string {
  if (operation.op !== "snooze_reminder") return operation.id;
  return fired.find(({ reminderId }) => reminderId === operation.id)?.taskId ?? "";
}

function changeOf(operation: Operation, taskId: string, base: Task | null): TaskChange | null {
  if (operation.op === "create")
    return { kind: "create", taskId, body: { ...operation.body, id: taskId } };
  if (base === null) return null;
  switch (operation.op) {
    case "update": {
      const { body, scope = "following" } = operation;
      return { kind: "update", taskId, base, body, scope };
    }
    case "snooze_reminder": {
      const { id: reminderId, until } = operation;
      if (until === null) return null;
      return { kind: "snooze-reminder", taskId, base, reminderId, until };
    }
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
      return { kind: operation.op, taskId, base };
  }
}
