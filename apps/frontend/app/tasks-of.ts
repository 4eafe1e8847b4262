import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";

/** The tasks that events tell of. */
export function tasksOf(events: readonly StreamEvent[]): Task[] {
  return events.flatMap((event) => ("task" in event.data.payload ? [event.data.payload.task] : []));
}
