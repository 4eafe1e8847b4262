import { randomUUID } from "node:crypto";
import { openSeriesSchema } from "@pakaura/contract/internal";
import type { Platform } from "@pakaura/platform/platform";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";
import { settleSeries } from "./settle-series.ts";

/** The way in which next instances are planned: with each new one, what is open is planned again, once. */
const planVersion = 1;
const stateKey = "plan-version";

export const planAgainJob = "plan-again";
/** What the job carries: the id of the last instance that was planned. */
export const planAgainSchema = z.object({ after: z.uuid().nullable() });

type Blocks = Pick<Platform, "invocation" | "jobs"> & {
  state: {
    get: (key: string) => Promise<{ value: unknown } | null>;
    set: (key: string, value: unknown) => Promise<void>;
  };
};

/** Has every open series planned anew, unless that was done by this version already. */
export async function startPlanning({
  jobs,
  state,
}: Pick<Blocks, "jobs" | "state">): Promise<void> {
  const planned = await state.get(stateKey);
  if (planned?.value === planVersion) return;
  await jobs.schedule(planAgainJob, { dueTime: new Date(), data: { after: null } });
}

/**
 * Plans a page of the open series anew, and has the next page follow as a job: whatever ends in between
 * goes on from there. A series that cannot be read keeps no other waiting; it says so when it goes on.
 */
export async function planAgain(
  blocks: Blocks,
  { after }: z.infer<typeof planAgainSchema>,
): Promise<void> {
  const { invocation, jobs, state } = blocks;
  const answer = await invocation.invoke("api", "POST", "/internal/open-series", { after });
  if (answer.status !== 200) throw new Error(`The api answered ${answer.status} to open-series`);
  const { items } = openSeriesSchema.parse(answer.body);
  for (const series of items) {
    await settleSeries(blocks, { ...series, correlation_id: randomUUID() }).catch(
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      },
    );
  }
  const last = items.at(-1);
  if (last === undefined) return state.set(stateKey, planVersion);
  return jobs.schedule(planAgainJob, { dueTime: new Date(), data: { after: last.task_id } });
}
