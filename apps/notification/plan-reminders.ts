import type { Queryable } from "@pakaura/database/connection";
import type { Platform } from "@pakaura/platform/platform";
import { z } from "zod";
import { keepJobs } from "./reminder-jobs.ts";

/** The way in which jobs of reminders are kept: with each new one, all that are pending get theirs again, once. */
const planVersion = 1;
const stateKey = "plan-version";
const pageSize = 100;
const beforeAll = "00000000-0000-0000-0000-000000000000";

export const planRemindersJob = "plan-reminders";
/** What the job carries: the id of the last reminder that was planned. */
export const planRemindersSchema = z.object({ after: z.uuid().nullable() });

type Blocks = Pick<Platform, "jobs" | "state">;
type Pending = { id: string; task_id: string; user_id: string; remind_at: Date };

/**
 * Has every pending reminder get its job, unless that was done already where jobs are kept now: they do not come along
 * when a database moves from one process to services, nor to another app id.
 */
export async function startPlanning({ jobs, state }: Blocks): Promise<void> {
  const planned = await state.get(stateKey);
  if (planned?.value === planVersion) return;
  await jobs.schedule(planRemindersJob, { dueTime: new Date(), data: { after: null } });
}

/** Sets the jobs of a page of the pending reminders, and has the next page follow as a job. */
export async function planReminders(
  { jobs, state, queryable }: Blocks & { queryable: Queryable },
  { after }: z.infer<typeof planRemindersSchema>,
): Promise<void> {
  const page = await readPending(queryable, after);
  const last = page.at(-1);
  if (last === undefined) return state.set(stateKey, planVersion);
  await setJobs(jobs, page);
  // Whoever moved one meanwhile may have set its job before we did, and ours has the time of before.
  const known = new Map(page.map(({ id, remind_at }) => [id, remind_at.getTime()]));
  const again = (await readPending(queryable, after)).filter(({ id }) => known.has(id));
  const moved = again.filter(({ id, remind_at }) => known.get(id) !== remind_at.getTime());
  await setJobs(jobs, moved);
  await jobs.schedule(planRemindersJob, { dueTime: new Date(), data: { after: last.id } });
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
