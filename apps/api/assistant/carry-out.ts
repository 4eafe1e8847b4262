import { type BulkOperation, bulkSchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import { type Task, taskSchema } from "@pakaura/contract/task";
import type { Operation } from "@pakaura/domain/assistant/operation";
import type { AssistantReminder } from "@pakaura/domain/assistant/world";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { changeReminders } from "../reminders/change-reminders.ts";
import { snooze } from "../reminders/end-reminder.ts";
import { bulkIds, decideBulk } from "../tasks/bulk.ts";
import type { Change } from "../tasks/change.ts";
import type { ActivityRow } from "../activity/activity-row.ts";
import { stepOf } from "./step-of.ts";
import { originOf } from "../writes/origin.ts";

const itemsSchema = z.object({ items: z.array(taskSchema) });

/** The tasks as they are then, and the entries of the log that tell of it. */
export type CarriedOut = { tasks: Task[]; step: ActivityRow[] };

/** What operations are based upon, and the turn that they are of. */
export type Seen = {
  versions: Record<string, number>;
  reminders: readonly AssistantReminder[];
  turnId: string;
};

/**
 * Carries out the operations of a turn as one write, all or nothing, and answers the tasks as they are then. Throws
 * `stale_version` when one of them is of another version than was seen.
 */
export async function carryOut(
  context: ApiContext,
  request: FastifyRequest,
  operations: readonly Operation[],
  { versions, reminders, turnId }: Seen,
): Promise<CarriedOut> {
  const principal = principalOf(request);
  const { userId } = principal;
  const origin = { ...originOf(request, principal), actorDetail: "assistant", turnId };
  const named = operations.flatMap((operation) => bulkOperation(operation, versions));
  // Titles come from what was said: they are held to what every other title is.
  const bulk = named.length === 0 ? [] : parse(bulkSchema, { operations: named }).operations;
  // The last run of a decision is the one that counts.
  let changes: readonly Change[] = [];
  const tasks = bulk.length === 0 ? [] : await write(bulk);
  for (const operation of operations) {
    if (operation.op !== "snooze_reminder") continue;
    const { id, until } = operation;
    const taskIds = reminders.flatMap((one) => (one.id === id ? one.task_id : []));
    await changeReminders(context, {
      userId,
      taskIds,
      origin,
      after: ({ task, reminders: own }, now) =>
        own.map((one) => (one.id === id ? snooze(one, { until }, { task, now }) : one)),
    });
  }
  return { tasks, step: stepOf(changes) };

  async function write(all: BulkOperation[]): Promise<Task[]> {
    const { timeZone, weekStart, defaultReminderLeadMinutes } = principal;
    const settings = { userId, timeZone, weekStart, defaultReminderLeadMinutes };
    const answer = await context.writer.write({
      userId,
      reads: { ids: bulkIds(all) },
      decide: (seen) => {
        const decision = decideBulk(all, seen, { ...settings, now: Date.now() });
        ({ changes } = decision);
        return decision;
      },
      origin,
      claim: null,
    });
    return itemsSchema.parse(JSON.parse(answer.body ?? "null")).items;
  }
}

function bulkOperation(operation: Operation, versions: Record<string, number>): BulkOperation[] {
  if (operation.op === "snooze_reminder") return [];
  if (operation.op === "create") return [operation];
  const version = versions[operation.id];
  return [{ ...operation, ...(version === undefined ? {} : { if_version: version }) }];
}
