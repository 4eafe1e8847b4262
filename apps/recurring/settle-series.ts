import { type OnBehalf, onBehalfSchema, seriesSettledSchema } from "@pakaura/contract/internal";
import type { Platform } from "@pakaura/platform/platform";
import { Problem } from "@pakaura/service/problem";
import { z } from "zod";

/** What the job of an open instance carries. */
export const seriesJobSchema = onBehalfSchema.extend({ task_id: z.uuid() });
export type SeriesJob = z.infer<typeof seriesJobSchema>;

/**
 * Has the API bring the series after an instance up to date, and comes back when the next date
 * arrives, if the instance may still be open then. Calling it again does no harm: the API decides
 * upon what there is, and the job of an instance has one name.
 */
export async function settleSeries(
  { invocation, jobs }: Pick<Platform, "invocation" | "jobs">,
  series: SeriesJob,
): Promise<void> {
  const { task_id: taskId, ...onBehalf } = series;
  const path = `/internal/tasks/${taskId}/settle-series`;
  const answer = await invocation.invoke("api", "POST", path, onBehalf, onBehalf);
  const jobName = `next-date-${taskId}`;
  // The user is gone, and so is the task.
  if (answer.status === 404) return jobs.delete(jobName);
  // The same again would fail again: operators read why among the dead letters.
  if (answer.status === 422) throw new Problem("validation_failed", detailOf(answer.body));
  if (answer.status !== 200) throw new Error(`The api answered ${answer.status} to ${path}`);
  const { arrives_at: arrivesAt } = seriesSettledSchema.parse(answer.body);
  if (arrivesAt === null) return jobs.delete(jobName);
  return jobs.schedule(jobName, { dueTime: new Date(arrivesAt), data: series });
}

function detailOf(problem: unknown): string {
  return z.object({ detail: z.string() }).safeParse(problem).data?.detail ?? "refused by the api";
}

/** Settles the series of many tasks. Those that cannot be read keep no other waiting: they are named at the end. */
export async function settleMany(
  platform: Pick<Platform, "invocation" | "jobs">,
  taskIds: readonly string[],
  onBehalf: OnBehalf,
): Promise<void> {
  const refused: string[] = [];
  for (const task_id of taskIds) {
    await settleSeries(platform, { ...onBehalf, task_id }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      refused.push(error.detail);
    });
  }
  if (refused.length > 0) throw new Problem("validation_failed", refused.join(" "));
}
