import type { Task } from "@pakaura/contract/task";
import { updateFields, valueOf, type UpdateField } from "./field-values.ts";
import type { Conflict } from "./merge-update.ts";
import { applyOperation, createdTask, type TaskOperation } from "./operation.ts";

/** An operation that the server has taken. */
type Taken = {
  operation: TaskOperation;
  /** The task that it was merged into; null when there was none. */
  into: Task | null;
  answer: Task;
  conflicts: readonly Conflict[];
};

/**
 * A waiting operation, made on top of what another one was expected to give, as if it were made on top of what
 * that gave. Only what was guessed is replaced: what the person saw stays, or a change from elsewhere would be
 * overwritten without a word.
 */
export function rebase(waiting: TaskOperation, taken: Taken): TaskOperation {
  const { operation, into, answer } = taken;
  if (waiting.kind !== "update" || waiting.taskId !== operation.taskId) return waiting;
  const expected =
    operation.kind === "create"
      ? createdTask(operation)
      : applyOperation(operation.base, operation);
  const answered = guessedFields(taken)
    .filter((field) => valueOf(waiting.base, field) === valueOf(expected, field))
    .map((field) => [field, answer[field]] as const);
  const { version } = answer;
  const base: Task = { ...waiting.base, ...Object.fromEntries(answered), version };
  const at = lastElsewhere(operation, into, answer);
  return at === null ? { ...waiting, base } : { ...waiting, base, elsewhere: { version, at } };
}

/** The fields whose values after an operation were a guess of this browser. */
function guessedFields({ operation, into, conflicts }: Taken): readonly UpdateField[] {
  if (operation.kind === "create") return updateFields;
  const { base } = operation;
  // What a series has its other field be; unless somebody else has changed that meanwhile.
  const isUntouched = (field: UpdateField): boolean =>
    into !== null && valueOf(into, field) === valueOf(base, field);
  switch (operation.kind) {
    case "update": {
      const { body } = operation;
      const gaveWay = new Set(
        conflicts.filter(({ kept }) => kept === "elsewhere").map(({ field }) => field),
      );
      const isOfSeries = body.recurrence !== undefined || body.due_date !== undefined;
      return updateFields.filter((field) => {
        if (body[field] !== undefined) return !gaveWay.has(field);
        return isOfSeries && isSeriesField(field) && isUntouched(field);
      });
    }
    case "stop-recurrence":
    case "delete-series":
    case "restore-series":
      return isUntouched("recurrence") ? ["recurrence"] : [];
    case "complete":
    case "uncomplete":
    case "delete":
    case "restore":
    case "add-reminder":
    case "remove-reminder":
    case "snooze-reminder":
    case "dismiss-reminder":
      return [];
  }
}

function isSeriesField(field: UpdateField): boolean {
  return field === "due_date" || field === "recurrence";
}

/** When somebody else changed the task last, before the answer; null when they may have done so just now. */
function lastElsewhere(operation: TaskOperation, into: Task | null, answer: Task): string | null {
  if (operation.kind === "create") return answer.version === 1 ? operation.madeAt : null;
  if (into === null) return null;
  // The end of a series is a step of its own.
  const mostSteps = operation.kind === "update" && operation.body.recurrence === null ? 2 : 1;
  if (answer.version - into.version > mostSteps) return null;
  const known = "elsewhere" in operation ? operation.elsewhere : undefined;
  return known?.version === into.version ? known.at : into.updated_at;
}
