import type { Platform } from "@pakaura/platform/platform";
import { metrics } from "@pakaura/service/metrics";
import { askApi } from "./ask-api.ts";
import { keepJobs, type ReminderJobData } from "./reminder-jobs.ts";

/**
 * Fires a reminder whose time has come. The API checks that the task is open and the time still the
 * right one, and writes the event, all once; the open sessions are told at once, and by the event
 * stream. A reminder that was moved meanwhile gets its job at the new time.
 */
export async function fireReminder(
  { invocation, jobs }: Pick<Platform, "invocation" | "jobs">,
  job: ReminderJobData,
): Promise<void> {
  const { task_id: taskId, reminder_id: reminderId, ...onBehalf } = job;
  const path = `/internal/tasks/${taskId}/fire-reminder`;
  const { reminders, fired } = await askApi(invocation, path, {
    ...onBehalf,
    reminder_id: reminderId,
  });
  await keepJobs(
    jobs,
    reminders.filter(({ remind_at }) => remind_at !== null),
    { ...onBehalf, task_id: taskId },
  );
  for (const event of fired) {
    const notice = { user_id: onBehalf.user_id, event };
    // The event stream brings it as well: a gateway that is away is no reason to fire again.
    await invocation
      .invoke("websocket-gateway", "POST", "/internal/notify", notice, onBehalf)
      .catch(() => undefined);
    if (event.type !== "reminder.fired") continue;
    const lateMs = Date.now() - Date.parse(event.data.payload.remind_at);
    metrics.reminderLatency.observe(lateMs / 1_000);
  }
}
