import type { SnoozeReminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { ProblemError, request, UnreachableError, type Request } from "../../lib/api.ts";
import { mergeUpdate, type Conflict } from "./merge-update.ts";
import type { TaskOperation } from "./operation.ts";

/** The server has taken it: its answer, null for a deletion, and what was changed elsewhere too. */
export type Outcome = {
  task: Task | null;
  conflicts: readonly Conflict[];
  /** The task that it was merged into, where that is not the one that was known. */
  into?: Task;
  /** A waiting operation, as if it were made on top of this one's answer. */
  rebase?: (waiting: TaskOperation) => TaskOperation;
};

/** So often an update is merged again, when the task changes faster than that. */
const mergesAtMost = 5;

/**
 * Sends one operation. It may have been taken before, so that only its answer was lost: the key
 * repeats that answer for 24 hours, and after that an id that is taken and a task that is gone
 * already say the same. Throws ProblemError when refused, UnreachableError without an answer.
 */
export async function sendOperation(
  operation: TaskOperation,
  known: Task | undefined,
): Promise<Outcome> {
  if (operation.kind === "update") return sendUpdate(operation, known);
  try {
    const { path, ...options } = toRequest(operation);
    const answer = await request<Task | null>(path, { ...options, idempotencyKey: operation.key });
    return { task: isOfReminder(operation) ? null : answer, conflicts: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const isCreated = operation.kind === "create" && error.code === "id_taken";
    const isDeleted = operation.kind.startsWith("delete") && error.status === 404;
    if (isCreated) return { task: await readTask(operation.taskId), conflicts: [] };
    if (isDeleted || isSettled(operation, error)) return { task: null, conflicts: [] };
    throw error;
  }
}

/**
 * An update says which version it was merged into. When that is not the newest any more, it is
 * merged again.
 */
async function sendUpdate(
  operation: Extract<TaskOperation, { kind: "update" }>,
  known: Task | undefined,
  merges = 1,
): Promise<Outcome> {
  const into = known ?? operation.base;
  const { body, conflicts } = mergeUpdate(operation, into);
  if (Object.keys(body).length === 0) return { task: into, conflicts, into };
  try {
    const task = await request<Task>(`/api/v1/tasks/${operation.taskId}?scope=${operation.scope}`, {
      method: "PATCH",
      body,
      idempotencyKey: operation.key,
      ifMatch: into.version,
    });
    return { task, conflicts, into };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // Its first try was taken, without the parts that met a change from elsewhere since.
    if (error.code === "idempotency_mismatch") {
      return { task: await readTask(operation.taskId), conflicts: [] };
    }
    if (error.status !== 412) throw error;
    if (merges >= mergesAtMost) throw new UnreachableError();
    const newest = await request<Task>(`/api/v1/tasks/${operation.taskId}`);
    return sendUpdate(operation, newest, merges + 1);
  }
}

function isOfReminder({ kind }: TaskOperation): boolean {
  return kind.endsWith("-reminder");
}

/** Whether a refusal says that a reminder is as it was to be, however that came. */
function isSettled(operation: TaskOperation, { status, code }: ProblemError): boolean {
  if (!isOfReminder(operation)) return false;
  // An earlier try was taken, at another moment.
  if (code === "idempotency_mismatch") return true;
  // Whoever puts a reminder off counts on it: one that is gone, or whose task is done, does not come.
  if (operation.kind === "snooze-reminder") return false;
  // Gone, with its task or without; or the task's own reminder has this lead time.
  return status === 404 || status === 409;
}

/** One that was put off until a moment that has passed meanwhile, as without a network, comes at once. */
function snoozeBody(until: string): SnoozeReminder {
  return Date.parse(until) > Date.now() ? { until } : { minutes: 1 };
}

async function readTask(id: string): Promise<Task | null> {
  try {
    return await request<Task>(`/api/v1/tasks/${id}`);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}

function toRequest(
  operation: Exclude<TaskOperation, { kind: "update" }>,
): Request & { path: string } {
  const path = `/api/v1/tasks/${operation.taskId}`;
  switch (operation.kind) {
    case "create":
      return { path: "/api/v1/tasks", method: "POST", body: operation.body };
    case "delete":
      return { path, method: "DELETE" };
    case "delete-series":
      return { path: `${path}?series=true`, method: "DELETE" };
    case "restore-series":
      return { path: `${path}/restore?series=true`, method: "POST" };
    case "stop-recurrence":
      return { path: `${path}/recurrence`, method: "DELETE" };
    case "add-reminder":
      return {
        path: `${path}/reminders`,
        method: "POST",
        body: { lead_minutes: operation.leadMinutes },
      };
    case "remove-reminder":
      return { path: `${path}/reminders/${operation.reminderId}`, method: "DELETE" };
    case "snooze-reminder":
      return {
        path: `/api/v1/reminders/${operation.reminderId}/snooze`,
        method: "POST",
        body: snoozeBody(operation.until),
      };
    case "dismiss-reminder":
      return {
        path: `/api/v1/reminders/${operation.reminderId}/dismiss`,
        method: "POST",
        body: {},
      };
    case "complete":
    case "uncomplete":
    case "restore":
      return { path: `${path}/${operation.kind}`, method: "POST" };
  }
}
