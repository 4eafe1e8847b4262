import type { Task } from "@pakaura/contract/task";
import type { Operation } from "../features/tasks/operation.ts";
import type { Outcome } from "../features/tasks/send-operation.ts";
import { UnreachableError } from "../lib/api.ts";

/** Loads what brings changes to and fro. Called when the page begins, so that it is on its way meanwhile. */
export const loadSync = () => import("./sync-part.ts");

/** Sends one operation, or a group as a whole. Without the part that does so, it is as if nobody could be reached. */
export async function sendStep(
  operations: readonly Operation[],
  known: ReadonlyMap<string, Task>,
): Promise<readonly Outcome[]> {
  const part = await loadSync().catch(() => {
    throw new UnreachableError();
  });
  return part.sendStep(operations, known);
}
