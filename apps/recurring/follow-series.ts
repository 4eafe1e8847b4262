import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import type { Platform } from "@pakaura/platform/platform";
import { settleSeries } from "./settle-series.ts";

/** Settles the series of a task after every event that may have moved it, or when its next one is reminded of. */
export async function followSeries(
  platform: Pick<Platform, "invocation" | "jobs">,
  event: StreamEvent,
): Promise<void> {
  if (!mayMoveSeries(event)) return;
  const { data, traceparent } = event;
  await settleSeries(platform, {
    task_id: data.task_id,
    user_id: data.user_id,
    correlation_id: data.correlation_id,
    ...(traceparent === undefined ? {} : { traceparent }),
  });
}

function mayMoveSeries(event: StreamEvent): boolean {
  // Whose task repeats, the event does not say: the API finds nothing to do for one that does not.
  if (event.type === "reminder.scheduled" || event.type === "reminder.cancelled")
    return event.data.payload.actor === "user";
  return Boolean(taskToSettle(event)?.recurrence);
}

function taskToSettle(event: StreamEvent): Task | null {
  switch (event.type) {
    case "task.created": {
      // One that begins completed or deleted was imported, and brings what followed it along.
      const { task } = event.data.payload;
      return task.completed || task.deleted_at !== null ? null : task;
    }
    case "task.completed":
    case "task.uncompleted":
    case "task.deleted":
    case "task.restored":
    case "recurrence.instance-created":
    case "recurrence.stopped":
      return event.data.payload.task;
    case "task.updated": {
      // What is said of an instance that is done does not move the series again.
      const { task } = event.data.payload;
      return task.completed ? null : task;
    }
    case "recurrence.triggered":
    case "reminder.scheduled":
    case "reminder.cancelled":
    case "reminder.fired":
      return null;
    default:
      return event satisfies never;
  }
}
