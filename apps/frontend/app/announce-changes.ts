import type { StreamEvent } from "@pakaura/contract/events";
import { announce } from "../lib/announce.ts";
import { isOwnRequest } from "../lib/own-requests.ts";
import { m } from "../messages/all-messages.ts";

/** Events that come together are one announcement; in milliseconds. */
const gatherMs = 700;
/** No two announcements are closer than this, in milliseconds: many changes in a row are not to drown the page. */
const restMs = 4_000;

/** What became of each task since the last announcement, by its id. */
let waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let lastAt = Number.NEGATIVE_INFINITY;

/** Says what changed elsewhere: the page changes by itself, and not everybody sees it. */
export function announceChanges(events: readonly StreamEvent[]): void {
  for (const event of events) {
    const words = isOwn(event) ? null : wordsOf(event);
    if (words !== null) waiting.set(event.data.task_id, words);
  }
  if (waiting.size === 0) return;
  timer ??= setTimeout(tellAll, Math.max(gatherMs, lastAt + restMs - performance.now()));
}

/** The next task of a series comes by itself, whoever completed the one before. */
function isOwn({ type, data }: StreamEvent): boolean {
  return type !== "recurrence.instance-created" && isOwnRequest(data.correlation_id);
}

function tellAll(): void {
  timer = undefined;
  lastAt = performance.now();
  const [first] = waiting.values();
  if (first !== undefined) announce(waiting.size === 1 ? first : m.live.many(waiting.size));
  waiting = new Map();
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
