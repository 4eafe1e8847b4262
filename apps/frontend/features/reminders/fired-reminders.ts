import type { StreamEvent } from "@pakaura/contract/events";
import type { ReminderPage } from "@pakaura/contract/reminder";
import { request } from "../../lib/api.ts";
import { createStore } from "../../lib/store.ts";

/** A reminder that has come, until it is answered here or in another session. */
export type Fired = {
  reminderId: string;
  /** Of the event that brought it; null when it was asked for. */
  eventId: string | null;
  taskId: string;
  title: string;
  dueDate: string | null;
  /** When it was to come, UTC. */
  remindAt: string | null;
  isLate: boolean;
};

/** The reminders that are shown, oldest first. */
export const firedReminders = createStore<readonly Fired[]>([]);

/** How long reminders that come together are waited for, so that many are one message; in milliseconds. */
const gatherMs = 400;

const seenEvents = new Set<string>();
/** By their ids: the same one may be told of and asked for within that time. */
const waiting = new Map<string, Fired>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows reminders that were fired, and hides those that are over, here or in another session. */
export function followEvents(events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === "reminder.fired") follow(event);
    else if (event.type === "reminder.scheduled" || event.type === "reminder.cancelled")
      hideReminders(({ reminderId }) => reminderId === event.data.payload.reminder_id);
    else if (event.type === "task.completed" || event.type === "task.deleted")
      hideReminders(({ taskId }) => taskId === event.data.task_id);
  }
}

function follow(event: Extract<StreamEvent, { type: "reminder.fired" }>): void {
  // It comes twice, on the fast path and in the stream.
  if (seenEvents.has(event.id)) return;
  seenEvents.add(event.id);
  const { payload } = event.data;
  showReminder({
    reminderId: payload.reminder_id,
    eventId: event.id,
    taskId: event.data.task_id,
    title: payload.task_title,
    dueDate: payload.due_date,
    remindAt: payload.remind_at,
    isLate: payload.is_late,
  });
}

/**
 * Shows the reminders that came while nobody was looking, and hides those that were answered elsewhere. What is
 * answered here is on its way to the server.
 */
export async function showFired(answered: () => ReadonlySet<string>): Promise<void> {
  const before = new Set(firedReminders.get());
  const { items, total } = await request<ReminderPage>(
    "/api/v1/reminders?state=fired&per_page=100",
  );
  const fired = new Set(items.map(({ id }) => id));
  if (items.length === total)
    hideReminders((reminder) => before.has(reminder) && !fired.has(reminder.reminderId));
  const shown = new Set(firedReminders.get().map(({ reminderId }) => reminderId));
  const answeredNow = answered();
  for (const item of items.toReversed()) {
    if (shown.has(item.id) || answeredNow.has(item.id)) continue;
    showReminder({
      reminderId: item.id,
      eventId: null,
      taskId: item.task_id,
      title: item.task_title,
      dueDate: item.due_date,
      remindAt: item.remind_at,
      isLate: true,
    });
  }
}

/** Hides everything: another person may sign in. */
export function forgetReminders(): void {
  hideReminders(() => true);
}

/** Shows a reminder, with those that come at the same moment. */
export function showReminder(reminder: Fired): void {
  const { reminderId } = reminder;
  if (!waiting.has(reminderId)) waiting.set(reminderId, reminder);
  timer ??= setTimeout(() => {
    timer = undefined;
    const others = firedReminders.get().filter((other) => !waiting.has(other.reminderId));
    const next = [...others, ...waiting.values()];
    waiting.clear();
    firedReminders.set(next);
  }, gatherMs);
}

export function hideReminders(isOver: (reminder: Fired) => boolean): void {
  for (const [id, reminder] of waiting) if (isOver(reminder)) waiting.delete(id);
  const kept = firedReminders.get().filter((reminder) => !isOver(reminder));
  if (kept.length < firedReminders.get().length) firedReminders.set(kept);
}
