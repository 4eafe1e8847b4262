import type { StreamEvent } from "@pakaura/contract/events";
import type { Platform } from "@pakaura/platform/platform";
import { askApi } from "./ask-api.ts";
import { dropJob, keepJobs } from "./reminder-jobs.ts";

/** Sets, moves and cancels the reminders of a task after every event that may be about them. */
export async function followTask(
  { invocation, jobs }: Pick<Platform, "invocation" | "jobs">,
  event: StreamEvent,
): Promise<void> {
  if (!isAboutReminders(event)) return;
  const { user_id, task_id, correlation_id } = event.data;
  const { traceparent } = event;
  const onBehalf = {
    user_id,
    correlation_id,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  const { reminders } = await askApi(invocation, `/internal/tasks/${task_id}/settle-reminders`, {
    ...onBehalf,
    is_new_instance: event.type === "recurrence.instance-created",
  });
  await keepJobs(jobs, reminders, { ...onBehalf, task_id });
  if (event.type !== "reminder.cancelled") return;
  const { reminder_id: reminderId } = event.data.payload;
  if (!reminders.some((one) => one.reminder_id === reminderId)) await dropJob(jobs, reminderId);
}

function isAboutReminders(event: StreamEvent): boolean {
  switch (event.type) {
    case "task.created":
      return event.data.payload.task.due_date !== null;
    case "task.updated": {
      const { changed_fields: changed } = event.data.payload;
      return "due_date" in changed || "reminder_lead_minutes" in changed;
    }
    case "task.completed":
    case "task.uncompleted":
    case "task.deleted":
    case "task.restored":
    case "recurrence.instance-created":
      return true;
    case "reminder.scheduled":
    case "reminder.cancelled":
      // What this service has the API do by itself has its jobs already.
      return event.data.payload.actor === "user";
    case "recurrence.triggered":
    case "recurrence.stopped":
    case "reminder.fired":
      return false;
    default:
      return event satisfies never;
  }
}
