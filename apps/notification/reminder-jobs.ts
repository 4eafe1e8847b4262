import { onBehalfSchema, type ReminderJob } from "@pakaura/contract/internal";
import type { Jobs } from "@pakaura/platform/jobs";
import { z } from "zod";

/** What the job of a reminder carries. */
export const reminderJobDataSchema = onBehalfSchema.extend({
  task_id: z.uuid(),
  reminder_id: z.uuid(),
});
export type ReminderJobData = z.infer<typeof reminderJobDataSchema>;

function jobName(reminderId: string): string {
  return `reminder-${reminderId}`;
}

/**
 * Brings the jobs of a task's reminders to where the API says that they belong. A reminder has one
 * job, by its name: setting it again replaces it.
 */
export async function keepJobs(
  jobs: Jobs,
  reminders: readonly ReminderJob[],
  task: Omit<ReminderJobData, "reminder_id">,
): Promise<void> {
  for (const { reminder_id, remind_at: remindAt } of reminders) {
    const name = jobName(reminder_id);
    if (remindAt === null) await jobs.delete(name);
    else await jobs.schedule(name, { dueTime: new Date(remindAt), data: { ...task, reminder_id } });
  }
}

/** Removes the job of a reminder that is there no more. */
export function dropJob(jobs: Jobs, reminderId: string): Promise<void> {
  return jobs.delete(jobName(reminderId));
}
