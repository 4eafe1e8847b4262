import type { Task } from "@pakaura/contract/task";
import { sendFilterOperation } from "../filters/send-filter-operation.ts";
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
  if (isFilterOperation(first)) return [await sendFilterOperation(first)];
  return first.group === undefined
    ? [await sendOperation(first, known.get(first.taskId))]
    : await sendGroup(first.group, operations.filter(isTaskOperation), known);
}
