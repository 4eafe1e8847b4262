import type { Jobs } from "@pakaura/platform/jobs";
import { z } from "zod";

/**
 * Something that is done to everything that is kept, page by page, each page as a job: once for each version of it. What
 * ends in between goes on from there.
 */
export type Plan = { job: string; version: number };

/** What the job carries: the id of the last one that was planned. */
export const planPageSchema = z.object({ after: z.uuid().nullable() });

type Blocks = {
  jobs: Pick<Jobs, "schedule">;
  state: {
    get: (key: string) => Promise<{ value: unknown } | null>;
    set: (key: string, value: unknown) => Promise<void>;
  };
};

const stateKey = "plan-version";

/** Begins with the first page, unless this version of the plan was gone through already. */
export async function startPlan({ jobs, state }: Blocks, { job, version }: Plan): Promise<void> {
  const planned = await state.get(stateKey);
  if (planned?.value === version) return;
  await jobs.schedule(job, { dueTime: new Date(), data: { after: null } });
}

/** Has the page follow that comes after the last one of this page; without one, all is done. */
export async function followPlan(
  { jobs, state }: Blocks,
  { job, version }: Plan,
  lastId: string | undefined,
): Promise<void> {
  if (lastId === undefined) return state.set(stateKey, version);
  return jobs.schedule(job, { dueTime: new Date(), data: { after: lastId } });
}
