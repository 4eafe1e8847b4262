import { isDeepStrictEqual } from "node:util";
import { limits } from "@pakaura/contract/task";
import { isFollowed, nextInstanceDate } from "@pakaura/domain/recurrence";
import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import { isTakenBack, takeBack } from "./take-back.ts";
import { stopRecurrence } from "../tasks/stop-recurrence.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { numberInRule, occurrenceOf } from "../tasks/to-task.ts";
import type { Tasks } from "../writes/job.ts";
import { arrivalOf, nextInstance } from "./next-instance.ts";
import { ownValues } from "./series-values.ts";

export type Settled = {
  changes: Change[];
  /** When the next date arrives with this instance still open: UTC, or null when that changes nothing. */
  arrivesAt: string | null;
};

const nothing: Settled = { changes: [], arrivesAt: null };

/**
 * Brings the series after one of its instances to where it belongs: the next instance, which is known by
 * its place, is there if and only if this one is done (completed, or deleted) or the next date has
 * arrived. It is made when it is missing, and taken back when it is as it was made and this one was opened
 * again. What it decides depends on the state alone, so that it may be asked again, and by several at once
 * (FR-008).
 */
export function settleSeries(
  task: StoredTask | undefined,
  tasks: Tasks,
  context: DecisionContext,
): Settled {
  const rule = task?.rule;
  if (!task || !rule?.active || isTakenBack(task)) return nothing;
  const next = tasks
    .all()
    .find((one) => one.rule?.id === rule.id && one.occurrenceNumber === task.occurrenceNumber + 1);
  const isDone = doneAt(task) !== null;
  const { timeZone, now } = context;
  const isDue = isDone || isFollowed(rule, { dueDate: occurrenceOf(task), timeZone, now });
  if (next !== undefined && next.deletedAt === null) {
    if (isDue || !isAsMade(next, task, context)) return nothing;
    return {
      changes: takeBack(next, context),
      arrivesAt: next.occurrence && iso(next.occurrence, context),
    };
  }
  // The next one was deleted by its user, and the series goes on from there.
  if (next !== undefined && !isTakenBack(next)) return nothing;
  const dueDate = nextDate(task, rule, context);
  if (dueDate === null) {
    return isDone ? { changes: stopRecurrence(task, context), arrivesAt: null } : nothing;
  }
  if (!isDue) return { changes: [], arrivesAt: iso(dueDate, context) };
  return { changes: createNext(task, next ?? null, dueDate, context), arrivesAt: null };
}

function nextDate(task: StoredTask, rule: StoredRule, context: DecisionContext): string | null {
  if (task.occurrenceNumber >= limits.occurrences) return null;
  const done = doneAt(task);
  return nextInstanceDate(rule, {
    dueDate: occurrenceOf(task),
    timeZone: context.timeZone,
    now: context.now,
    completedAt: done === null ? null : Date.parse(done),
    setAt: Date.parse(rule.setAt),
    occurrenceNumber: numberInRule(task, rule),
  });
}

function doneAt(task: StoredTask): string | null {
  return task.completedAt ?? task.deletedAt;
}

/** Nothing is lost with an instance that was never changed, or that was and is again as it was made. */
function isAsMade(next: StoredTask, task: StoredTask, context: DecisionContext): boolean {
  if (next.updatedAt === next.createdAt) return true;
  if (next.occurrence === null) return false;
  return isDeepStrictEqual(
    contentOf(next),
    contentOf(nextInstance(task, next.occurrence, context)),
  );
}

function contentOf(instance: StoredTask): object {
  const { completedAt, dueAt, dueOn, rule, seriesValues } = instance;
  return { ...ownValues(instance), completedAt, dueAt, dueOn, rule, seriesValues };
}

function iso(dueDate: string, { timeZone }: DecisionContext): string {
  return new Date(arrivalOf(dueDate, timeZone)).toISOString();
}

/** The series is triggered by one instance and has another; one that was taken back is made anew. */
function createNext(
  task: StoredTask,
  takenBack: StoredTask | null,
  occurrence: string,
  context: DecisionContext,
): Change[] {
  const fresh = nextInstance(task, occurrence, context);
  const after =
    takenBack === null ? fresh : changed(takenBack, { ...fresh, id: takenBack.id }, context);
  return [
    { ...toChange("recurrence.triggered", task, task, context), occurrence },
    { ...toChange("recurrence.instance-created", takenBack, after, context), occurrence },
  ];
}
