import type { CreateTask } from "@pakaura/contract/http";
import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import type { Step } from "../conversation.ts";
import type { Operation } from "../operation.ts";
import type { AssistantTask } from "../world.ts";
import { applyChange } from "./apply-change.ts";

/** What a turn does so far, upon tasks as its own earlier commands leave them. */
export type Draft = {
  operations: Operation[];
  steps: Step[];
  /** The tasks as they were before the turn. */
  before: Map<string, AssistantTask>;
  /** What could not be done, and what was so already. */
  problems: { task: AssistantTask; problem: string }[];
  /** Whether a group was named for deletion or completion: that always asks. */
  isGrave: boolean;
};

export const newDraft = (): Draft => ({
  operations: [],
  steps: [],
  before: new Map(),
  problems: [],
  isGrave: false,
});

/** Adds changes to tasks. */
export function addChanges(
  draft: Draft,
  changes: readonly Change[],
  { tasks, isAll }: { tasks: readonly AssistantTask[]; isAll: boolean },
  context: Context,
): void {
  draft.steps.push({ changes, ids: tasks.map(({ id }) => id) });
  const isDeletion = changes.some(({ does }) => does === "delete");
  const isCompletion = changes.some(({ does }) => does === "complete");
  if ((isAll && (isDeletion || isCompletion)) || (context.isCorrected && isDeletion))
    draft.isGrave = true;
  for (const task of tasks) for (const change of changes) addChange(draft, change, task, context);
}

function addChange(draft: Draft, change: Change, task: AssistantTask, context: Context): void {
  const current = context.changed.get(task.id) ?? task;
  const applied = applyChange(change, current, {
    at: context.at,
    reminders: context.world.reminders,
  });
  if ("problem" in applied) draft.problems.push({ task: current, problem: applied.problem });
  else if ("nothing" in applied) draft.problems.push({ task: current, problem: applied.nothing });
  else {
    if (!draft.before.has(task.id)) draft.before.set(task.id, task);
    context.changed.set(task.id, applied.after);
    addOperation(draft.operations, applied.operation);
  }
}

/** Adds an operation; two updates of one task in a row are one. */
export function addOperation(operations: Operation[], operation: Operation): void {
  const last = operations.findLast(({ id }) => id === operation.id);
  if (last?.op === "update" && operation.op === "update") {
    Object.assign(last.body, operation.body);
    if (operation.scope) last.scope = operation.scope;
  } else operations.push(operation);
}

/** Adds new tasks. */
export function addCreated(
  draft: Draft,
  bodies: readonly CreateTask[],
  context: Context,
  newId: () => string,
): void {
  const ids = bodies.map((body) => {
    const id = newId();
    draft.operations.push({ op: "create", id, body });
    context.changed.set(id, taskFrom(id, body));
    return id;
  });
  draft.steps.push({ changes: [], ids });
}

/** A new task as the next words may speak of it. */
function taskFrom(id: string, body: CreateTask): AssistantTask {
  return {
    id,
    title: body.title,
    notes: body.notes ?? "",
    due_date: body.due_date ?? null,
    priority: body.priority ?? "none",
    tags: body.tags ?? [],
    completed: false,
    recurrence: body.recurrence ?? null,
    reminder_lead_minutes: body.reminder_lead_minutes ?? null,
  };
}
