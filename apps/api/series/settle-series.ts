import { isDeepStrictEqual } from "node:util";
import { limits } from "@pakaura/contract/task";
import { arrivalOf, makingTime } from "@pakaura/domain/making-time";
import { isFollowed, nextInstanceDate } from "@pakaura/domain/recurrence";
import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import { isTakenBack } from "./is-taken-back.ts";
import { takeBack } from "./take-back.ts";
import { stopRecurrence } from "../tasks/stop-recurrence.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { numberInRule, occurrenceOf } from "../tasks/to-task.ts";
import type { Tasks } from "../writes/job.ts";
import { doneAt, nextInstance } from "./next-instance.ts";
import { carriedValues, ownValues } from "./series-values.ts";

export type Settled = {
  changes: Change[];
  /** When the next instance is made with this one still open: UTC, or null when that changes nothing. */
  arrivesAt: string | null;
};

const nothing: Settled = { changes: [], arrivesAt: null };

/**
 * Brings the series after one of its instances to where it belongs: the next instance, which is known by
 * its place, is there if and only if this one is done (completed, or deleted), or the next date has
 * arrived, or the first of its reminders has come: whatever is open, each is reminded of in time. It is
 * made when it is missing, and taken back when it is as it was made and this one was opened again or
 * moved. What it decides depends on the state alone, so that it may be asked again, and by several at once
 * (FR-008). `addedLeads` are the reminders of this instance besides its own, in minutes.
 */
export function settleSeries(
  task: StoredTask | undefined,
  tasks: Tasks,
  context: DecisionContext,
  addedLeads: readonly number[] = [],
): Settled {
  const rule = task?.rule;
  if (!task || !rule?.active) return nothing;
  const next = tasks
    .all()
    .find((one) => one.rule?.id === rule.id && one.occurrenceNumber === task.occurrenceNumber + 1);
  if (isTakenBack(task)) return afterTakenBack(task, next, context);
  // The next one was deleted by its user, and the series goes on from there.
  if (next !== undefined && next.deletedAt !== null && !isTakenBack(next)) return nothing;
  const isDone = doneAt(task) !== null;
  const { timeZone, now } = context;
  const isDue = isDone || isFollowed(rule, { dueDate: occurrenceOf(task), timeZone, now });
  const isThere = next !== undefined && next.deletedAt === null;
  if (isThere && (isDue || !isAhead(next, task, context))) return nothing;
  const date = nextDate(task, rule, context);
  const comesAt = date === null || isDue ? now : timeOf(date, task, rule, context, addedLeads);
  const isTime = comesAt <= now;
  const arrivesAt = isTime && !isThere ? null : new Date(comesAt).toISOString();
  if (isThere) {
    if (isTime && date === next.occurrence) return nothing;
    return { changes: takeBack(next, context), arrivesAt: date === null ? null : arrivesAt };
  }
  if (date === null)
    return isDone ? { changes: stopRecurrence(task, context), arrivesAt: null } : nothing;
  return { changes: isTime ? createNext(task, next ?? null, date, context) : [], arrivesAt };
}

/** What was made ahead of its date goes with the one before it. */
function afterTakenBack(
  task: StoredTask,
  next: StoredTask | undefined,
  context: DecisionContext,
): Settled {
  const goes = next !== undefined && next.deletedAt === null && isAhead(next, task, context);
  return goes ? { changes: takeBack(next, context), arrivesAt: null } : nothing;
}

/** When the instance of a date that has not arrived is made. */
function timeOf(
  date: string,
  task: StoredTask,
  rule: StoredRule,
  { timeZone, now }: DecisionContext,
  addedLeads: readonly number[],
): number {
  const { reminderLeadMinutes: own } = carriedValues(task);
  const leads = own === null ? addedLeads : [own, ...addedLeads];
  return makingTime(rule, { date, leads, timeZone, now, setAt: Date.parse(rule.setAt) });
}

/** Whether an instance is as it was made and its date is still to come, so that nothing is lost with it. */
function isAhead(next: StoredTask, task: StoredTask, context: DecisionContext): boolean {
  const { occurrence } = next;
  if (occurrence === null || arrivalOf(occurrence, context.timeZone) <= context.now) return false;
  return isAsMade(next, task, context);
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

/** The series is triggered by one instance and has another; one that was taken back is made anew. */
function createNext(
  task: StoredTask,
  takenBack: StoredTask | null,
  occurrence: string,
  context: DecisionContext,
): Change[] {
  const fresh = nextInstance(task, occurrence, context);
  const after = takenBack === null ? fresh : madeAnew(takenBack, fresh, context);
  return [
    { ...toChange("recurrence.triggered", task, task, context), occurrence },
    { ...toChange("recurrence.instance-created", takenBack, after, context), occurrence },
  ];
}

function madeAnew(takenBack: StoredTask, fresh: StoredTask, context: DecisionContext): StoredTask {
  const { remindersSetAt } = fresh;
  return { ...changed(takenBack, { ...fresh, id: takenBack.id }, context), remindersSetAt };
}
