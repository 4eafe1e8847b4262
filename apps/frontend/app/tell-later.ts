import type { Conflict } from "../features/tasks/merge-update.ts";
import type { Operation } from "../features/tasks/operation.ts";
import type { ProblemError } from "../lib/api.ts";
import { loadPartWithTexts } from "../lib/load-part.ts";
import { tellError } from "../lib/toast.ts";
import { m } from "../messages/messages.ts";

/** Says which changes met others; what says it is loaded when there is something to say. */
export function tellConflicts(conflicts: readonly Conflict[]): void {
  if (conflicts.length === 0) return;
  loadPartWithTexts(() => import("../features/tasks/tell-conflicts.ts")).then(
    (part) => part.tellConflicts(conflicts),
    // Loading tells of its own failure.
    () => undefined,
  );
}

/** Says that the browser has closed what it keeps for this page; a reload opens it again. */
export function tellMemoryClosed(): void {
  tellError(m.connection.memoryClosed, {
    id: "memory-closed",
    duration: Number.POSITIVE_INFINITY,
    action: { label: m.version.reload, onClick: () => window.location.reload() },
  });
}

/** Says that a change was taken back, and why. */
export function tellRefused(operation: Operation, error: ProblemError): void {
  loadPartWithTexts(() => import("../features/tasks/tell-refused.ts")).then(
    (part) => part.tellRefused(operation, error),
    () => undefined,
  );
}
