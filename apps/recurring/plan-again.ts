import { randomUUID } from "node:crypto";
import { openSeriesSchema } from "@pakaura/contract/internal";
import type { Platform } from "@pakaura/platform/platform";
import { followPlan, type Plan, type planPageSchema, startPlan } from "@pakaura/service/plan";
import { Problem } from "@pakaura/service/problem";
import type { z } from "zod";
import { settleSeries } from "./settle-series.ts";

export const planAgainJob = "plan-again";
/** The way in which next instances are planned: with each new version, what is open is planned again, once. */
const plan: Plan = { job: planAgainJob, version: 1 };

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
  await startPlan({ jobs, state }, plan);
}

/**
 * Plans a page of the open series anew, and has the next page follow. A series that cannot be read keeps no other
 * waiting; it says so when it goes on.
 */
export async function planAgain(
  blocks: Blocks,
  { after }: z.infer<typeof planPageSchema>,
): Promise<void> {
  const answer = await blocks.invocation.invoke("api", "POST", "/internal/open-series", { after });
  if (answer.status !== 200) throw new Error(`The api answered ${answer.status} to open-series`);
  const { items } = openSeriesSchema.parse(answer.body);
  for (const series of items) {
    await settleSeries(blocks, { ...series, correlation_id: randomUUID() }).catch(
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      },
    );
  }
  await followPlan(blocks, plan, items.at(-1)?.task_id);
}
