import type { Task } from "@pakaura/contract/task";
import { sendFilterOperation } from "../filters/send-filter-operation.ts";
import { rebase } from "./rebase.ts";
import { isFilterOperation, isTaskOperation, type Operation } from "./operation.ts";
import { sendGroup } from "./send-group.ts";
import { sendOperation, type Outcome } from "./send-operation.ts";

/** Sends one operation, or a group as a whole; throws as `sendOperation`. */
export async function sendStep(
  operations: readonly Operation[],
  known: ReadonlyMap<string, Task>,
): Promise<readonly Outcome[]> {
  const [first] = operations;
  if (!first) return [];
  const before = operations.map((one) =>
    isTaskOperation(one) ? known.get(one.taskId) : undefined,
  );
  const outcomes = await send(first, operations, known);
  return operations.map((operation, index) => {
    const outcome = outcomes[index] ?? { task: null, conflicts: [] };
    if (!isTaskOperation(operation)) return outcome;
    const into = outcome.into ?? before[index] ?? null;
    if (operation.kind === "delete") {
      return { ...outcome, task: trashed(into ?? operation.base, operation) };
    }
    const { task: answer, conflicts } = outcome;
    if (answer === null) return outcome;
    const taken = { operation, into, answer, conflicts };
    return { ...outcome, rebase: (waiting) => rebase(waiting, taken) };
  });
}

/**
 * A deletion is answered without the task. It is made of what was known before: its event may have come since,
 * and a version beyond the server's would hide what comes next.
 */
function trashed(before: Task, { madeAt }: Operation): Task {
  if (before.deleted_at !== null) return before;
  return { ...before, deleted_at: madeAt, version: before.version + 1 };
}

async function send(
  first: Operation,
  operations: readonly Operation[],
  known: ReadonlyMap<string, Task>,
): Promise<readonly Outcome[]> {
  if (isFilterOperation(first)) return [await sendFilterOperation(first)];
  return first.group === undefined
    ? [await sendOperation(first, known.get(first.taskId))]
    : await sendGroup(first.group, operations.filter(isTaskOperation), known);
}
