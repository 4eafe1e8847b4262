import type { StreamEventType } from "@pakaura/contract/events";
import { keepLocalTime, keepLocalTimes, type TimeZones } from "@pakaura/domain/move-time-zone";
import { isUnreadableSeries } from "@pakaura/domain/unreadable-series";
import type pg from "pg";
import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import type { StoredRule, StoredTask } from "../tasks/stored-task.ts";
import { dueColumns } from "../tasks/task-fields.ts";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";
import { dueDateOf } from "../tasks/to-task.ts";
import { noContent } from "../writes/answer.ts";
import { commitChanges } from "../writes/commit-changes.ts";
import { heldTooLong } from "../writes/database-problem.ts";
import type { Origin } from "../writes/origin.ts";

/**
 * Moves the open instances of a user's series to the same local times of another time zone, with an event
 * for each, in a transaction that writes for the user. `context` is of the new time zone. Gives the types of
 * the events.
 */
export async function moveSeries(
  client: pg.PoolClient,
  zones: TimeZones,
  { context, origin }: { context: DecisionContext; origin: Origin },
): Promise<StreamEventType[]> {
  const { userId } = context;
  const changes = toMoved(await readOpenInstances(client, userId), zones, context);
  const job = { userId, origin, claim: null };
  const decision = { changes, answer: noContent };
  const unwritten = await commitChanges(client, [{ job, decision }]);
  if (unwritten.size > 0) throw heldTooLong();
  return changes.map(({ type }) => type);
}

async function readOpenInstances(client: pg.PoolClient, userId: string): Promise<StoredTask[]> {
  const { rows } = await client.query<TaskRow>({
    text: `select ${taskColumns} from ${taskTables}
      where t.user_id = $1 and r.active and t.completed_at is null and t.deleted_at is null
      order by r.id, t.occurrence_number`,
    values: [userId],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

function toMoved(tasks: StoredTask[], zones: TimeZones, context: DecisionContext): Change[] {
  const rules = new Map<string, StoredRule>();
  return tasks.flatMap((task) => {
    const values = movedValues(task, zones, rules);
    if (values === null) return [];
    const change = toChange("task.updated", task, changed(task, values, context), context);
    return Object.keys(change.changedFields).length === 0 ? [] : [change];
  });
}

/** Null for a series that cannot be read, which stays where it is: the job that follows names it. */
function movedValues(task: StoredTask, zones: TimeZones, rules: Map<string, StoredRule>) {
  if (task.rule === null) return null;
  try {
    const rule = rules.get(task.rule.id) ?? keepLocalTimes(task.rule, zones);
    rules.set(rule.id, rule);
    const dueDate = dueDateOf(task);
    return {
      rule,
      occurrence: task.occurrence && keepLocalTime(task.occurrence, zones),
      ...dueColumns(dueDate && keepLocalTime(dueDate, zones), zones.to),
    };
  } catch (error) {
    if (isUnreadableSeries(error)) return null;
    throw error;
  }
}
