import { type OnBehalf, onBehalfSchema, type SettleMany } from "@pakaura/contract/internal";
import type { Invocation } from "@pakaura/platform/invocation";
import type { Jobs } from "@pakaura/platform/jobs";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import { moveAllDayReminders } from "../reminders/move-all-day-reminders.ts";
import type { RemindersContext } from "../reminders/change-reminders.ts";
import { systemOrigin } from "../writes/origin.ts";

/** When the job comes a second time, in milliseconds: longer than anything that was on its way may take. */
const secondRunMs = 30_000;
const instancesPerCall = 200;

/**
 * Writes a new time zone, after which a job moves what follows it, at once and a second time. The second
 * run is set before the write: it is there when the process dies in between, and puts right what another
 * service was about to do with the old zone.
 */
export async function withTimeZoneJob(
  jobs: Pick<Jobs, "schedule">,
  onBehalf: OnBehalf,
  write: () => Promise<void>,
): Promise<void> {
  const { user_id: userId } = onBehalf;
  const secondRun = new Date(Date.now() + secondRunMs);
  await jobs.schedule(`time-zone-${userId}-again`, { dueTime: secondRun, data: onBehalf });
  await write();
  await jobs.schedule(`time-zone-${userId}`, { dueTime: new Date(), data: onBehalf });
}

/** The job that moves what counts in a user's local time: reminders of all-day tasks, and next dates. */
export function timeZoneJob(
  app: FastifyInstance,
  context: RemindersContext & { invocation: Invocation },
): void {
  app.post("/job/time-zone-:name", async (request, reply) => {
    const onBehalf = parse(onBehalfSchema, request.body);
    await moveAllDayReminders(context, onBehalf.user_id, systemOrigin("reminder", onBehalf));
    await settleOpenSeries(context, onBehalf);
    return reply.code(204).send();
  });
}

async function settleOpenSeries(
  { pool, invocation }: Pick<RemindersContext, "pool"> & { invocation: Invocation },
  onBehalf: OnBehalf,
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select tasks.id from tasks join recurrence_rules on recurrence_rules.id = tasks.recurrence_rule_id
     where tasks.user_id = $1 and recurrence_rules.active
       and tasks.completed_at is null and tasks.deleted_at is null`,
    [onBehalf.user_id],
  );
  let isRefused = false;
  for (let start = 0; start < rows.length; start += instancesPerCall) {
    const taskIds = rows.slice(start, start + instancesPerCall).map(({ id }) => id);
    const body: SettleMany = { ...onBehalf, task_ids: taskIds };
    const { status } = await invocation.invoke(
      "recurring-service",
      "POST",
      "/internal/settle-series",
      body,
      onBehalf,
    );
    // A series that cannot be read keeps none of the others from going on.
    if (status === 422) isRefused = true;
    else if (status !== 204)
      throw new Error(`recurring-service answered ${status} to a new time zone`);
  }
  if (isRefused) throw new Problem("validation_failed", "A series of the user cannot be read.");
}
