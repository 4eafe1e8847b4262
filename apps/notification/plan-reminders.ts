import type { Queryable } from "@pakaura/database/connection";
import type { Platform } from "@pakaura/platform/platform";
import { followPlan, type Plan, type planPageSchema, startPlan } from "@pakaura/service/plan";
import type { z } from "zod";
import { keepJobs } from "./reminder-jobs.ts";

const pageSize = 100;
const beforeAll = "00000000-0000-0000-0000-000000000000";

export const planRemindersJob = "plan-reminders";
/** The way in which jobs of reminders are kept: with each new version, all that are pending get theirs again, once. */
const plan: Plan = { job: planRemindersJob, version: 1 };

type Blocks = Pick<Platform, "jobs" | "state">;
type Pending = { id: string; task_id: string; user_id: string; remind_at: Date };

/**
 * Has every pending reminder get its job, unless that was done already where jobs are kept now: they do not come along
 * when a database moves from one process to services, nor to another app id.
 */
export async function startPlanning(blocks: Blocks): Promise<void> {
  await startPlan(blocks, plan);
}

/** Sets the jobs of a page of the pending reminders, and has the next page follow. */
export async function planReminders(
  { jobs, state, queryable }: Blocks & { queryable: Queryable },
  { after }: z.infer<typeof planPageSchema>,
): Promise<void> {
  const page = await readPending(queryable, after);
  await setJobs(jobs, page);
  // Whoever moved one meanwhile may have set its job before we did, and ours has the time of before.
  const known = new Map(page.map(({ id, remind_at }) => [id, remind_at.getTime()]));
  const again = (await readPending(queryable, after)).filter(({ id }) => known.has(id));
  const moved = again.filter(({ id, remind_at }) => known.get(id) !== remind_at.getTime());
  await setJobs(jobs, moved);
  await followPlan({ jobs, state }, plan, page.at(-1)?.id);
}

/** The pending reminders of all users after one, in the order of their ids. */
async function readPending(queryable: Queryable, after: string | null): Promise<Pending[]> {
  const { rows } = await queryable.query<Pending>(
    `select id, task_id, user_id, remind_at from reminders
     where id > $1 and state = 'pending' and remind_at is not null order by id limit ${pageSize}`,
    [after ?? beforeAll],
  );
  return rows;
}

async function setJobs(jobs: Platform["jobs"], page: readonly Pending[]): Promise<void> {
  for (const { id, task_id, user_id, remind_at } of page) {
    const task = { task_id, user_id, correlation_id: crypto.randomUUID() };
    await keepJobs(jobs, [{ reminder_id: id, remind_at: remind_at.toISOString() }], task);
  }
}
