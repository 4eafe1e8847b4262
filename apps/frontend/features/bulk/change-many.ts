import type { Task } from "@pakaura/contract/task";
import { leavingTasks, outbox } from "../../app/client.ts";
import { tellStep } from "../../lib/toast.ts";
import { m } from "../../messages/messages.ts";
import { applyOperation, type TaskChange } from "../tasks/operation.ts";
import { offerSeries } from "../tasks/series-offer.ts";
import { undoOf } from "../tasks/undo-of.ts";
import type { BulkChange } from "./bulk-change.ts";

/** How long tasks that leave their list stay to be seen, in milliseconds. */
const leavingMs = 520;

/**
 * Changes many tasks as one step, with one way back. Tasks that the change leaves as they are take no
 * part. Returns how many do.
 */
export function changeMany(tasks: readonly Task[], change: BulkChange, message: string): number {
  const changes = tasks.flatMap((task) => toChange(task, change));
  if (changes.length === 0) return 0;
  const operations = outbox.addAll(changes);
  const done = operations.flatMap((operation) =>
    "base" in operation
      ? [{ operation, before: operation.base, after: applyOperation(operation.base, operation) }]
      : [],
  );
  if (change.kind === "complete" || change.kind === "uncomplete") {
    const leaving = done.map(({ before, after }) => ({ before, after }));
    leavingTasks.set([...leavingTasks.get(), ...leaving]);
    setTimeout(() => {
      leavingTasks.set(leavingTasks.get().filter((entry) => !leaving.includes(entry)));
    }, leavingMs);
  }
  tellStep(message, {
    id: "undo-many",
    about: m.tasks.count(changes.length),
    duration: 10_000,
    offer: change.kind === "delete" ? offerSeries(done.map(({ after }) => after)) : null,
    undo: () => {
      outbox.addAll(
        done.flatMap(({ operation, before, after }) => undoOf(operation, before, after) ?? []),
      );
    },
  });
  return changes.length;
}

function toChange(base: Task, change: BulkChange): TaskChange[] {
  if (change.kind !== "update") return [{ kind: change.kind, taskId: base.id, base }];
  const body = change.bodyOf(base);
  // In a series only this instance moves: to be late once is no other rhythm.
  return body === null ? [] : [{ kind: "update", taskId: base.id, base, body, scope: "this" }];
}
