import { onBehalfSchema, seriesSettledSchema } from "@pakaura/contract/internal";
import type { Platform } from "@pakaura/platform/platform";
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
  if (answer.status !== 200) throw new Error(`The api answered ${answer.status} to ${path}`);
  const { arrives_at: arrivesAt } = seriesSettledSchema.parse(answer.body);
  if (arrivesAt === null) return jobs.delete(jobName);
  return jobs.schedule(jobName, { dueTime: new Date(arrivesAt), data: series });
}
