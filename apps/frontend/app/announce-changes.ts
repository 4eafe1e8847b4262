import type { StreamEvent } from "@pakaura/contract/events";
import { announce } from "../lib/announce.ts";
import { m } from "../messages/messages.ts";

/** Events that come together are one announcement; in milliseconds. */
const gatherMs = 700;

let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what changed elsewhere: the page changes by itself, and not everybody sees it. */
export function announceChanges(
  events: readonly StreamEvent[],
  isOwn: (taskId: string) => boolean,
): void {
  for (const event of events) {
    const words = wordsOf(event);
    if (words !== null && !isOwn(event.data.task_id)) waiting.push(words);
  }
  if (waiting.length > 0) timer ??= setTimeout(tellAll, gatherMs);
}

function tellAll(): void {
  timer = undefined;
  const [first] = waiting;
  if (first !== undefined) announce(waiting.length === 1 ? first : m.live.many(waiting.length));
  waiting = [];
}

function wordsOf(event: StreamEvent): string | null {
  switch (event.type) {
    case "task.created":
    case "recurrence.instance-created":
      return m.live.created(event.data.payload.task.title);
    case "task.completed":
      return m.live.completed(event.data.payload.task.title);
    case "task.deleted":
      return m.live.deleted(event.data.payload.task.title);
    case "task.updated":
    case "task.uncompleted":
    case "task.restored":
      return m.live.changed(event.data.payload.task.title);
    case "recurrence.triggered":
    case "recurrence.stopped":
    case "reminder.scheduled":
    case "reminder.cancelled":
    case "reminder.fired":
      // Reminders tell themselves, and what else a series does shows in its tasks.
      return null;
  }
}
