import type { StreamEvent } from "@pakaura/contract/events";
import type { ReminderPage } from "@pakaura/contract/reminder";
import { request } from "../../lib/api.ts";
import { tell, tellError, untell } from "../../lib/toast.ts";
import { m } from "../../messages/messages.ts";

type Fired = { reminderId: string; taskId: string; title: string; isLate: boolean };

/** This many at once are shown one by one; more are one message. */
const shownOneByOne = 3;
/** How long reminders that come together are waited for, in milliseconds. */
const gatherMs = 400;
const snoozeMinutes = 10;
const summaryId = "reminders";

/** Reminders that are shown, or about to be. */
const shown = new Map<string, Fired>();
const seenEvents = new Set<string>();
let waiting: Fired[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows reminders that were fired, and hides those that are over, here or in another session. */
export function followEvents(events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === "reminder.fired") follow(event);
    else if (event.type === "reminder.scheduled" || event.type === "reminder.cancelled")
      hide(({ reminderId }) => reminderId === event.data.payload.reminder_id);
    else if (event.type === "task.completed" || event.type === "task.deleted")
      hide(({ taskId }) => taskId === event.data.task_id);
  }
}

function follow(event: Extract<StreamEvent, { type: "reminder.fired" }>): void {
  // It comes twice, on the fast path and in the stream.
  if (seenEvents.has(event.id)) return;
  seenEvents.add(event.id);
  const { reminder_id: reminderId, task_title: title, is_late: isLate } = event.data.payload;
  show({ reminderId, taskId: event.data.task_id, title, isLate });
}

/** Shows the reminders that came while nobody was looking. */
export async function showFired(): Promise<void> {
  const { items } = await request<ReminderPage>("/api/v1/reminders?state=fired&per_page=100");
  for (const { id, task_id: taskId, task_title: title } of items) {
    if (!shown.has(id)) show({ reminderId: id, taskId, title, isLate: true });
  }
}

/** Hides everything: another person may sign in. */
export function forgetReminders(): void {
  hide(() => true);
}

function show(reminder: Fired): void {
  shown.set(reminder.reminderId, reminder);
  waiting.push(reminder);
  timer ??= setTimeout(showWaiting, gatherMs);
}

function hide(isOver: (reminder: Fired) => boolean): void {
  waiting = waiting.filter((reminder) => !isOver(reminder));
  for (const reminder of shown.values()) {
    if (!isOver(reminder)) continue;
    shown.delete(reminder.reminderId);
    untell(reminder.reminderId);
  }
  if (shown.size === 0) untell(summaryId);
}

function showWaiting(): void {
  timer = undefined;
  const reminders = waiting;
  waiting = [];
  if (reminders.length > shownOneByOne) showSummary(reminders);
  else for (const reminder of reminders) showOne(reminder);
}

function showOne(reminder: Fired): void {
  const { reminderId, title, isLate } = reminder;
  tell(title, {
    id: reminderId,
    description: isLate ? m.reminders.late : m.reminders.reminder,
    duration: Number.POSITIVE_INFINITY,
    action: { label: m.reminders.snooze, onClick: () => void snooze(reminder) },
    cancel: { label: m.reminders.dismiss, onClick: () => void dismiss([reminder]) },
  });
}

/** Many at once, as after a long absence: one message, not a storm. */
function showSummary(reminders: readonly Fired[]): void {
  const titles = reminders.slice(0, shownOneByOne).map(({ title }) => title);
  const rest = reminders.length - titles.length;
  tell(m.reminders.many(reminders.length), {
    id: summaryId,
    description: m.reminders.andMore(titles, rest),
    duration: Number.POSITIVE_INFINITY,
    cancel: { label: m.reminders.dismiss, onClick: () => void dismiss(reminders) },
  });
}

async function snooze(reminder: Fired): Promise<void> {
  shown.delete(reminder.reminderId);
  if (!(await ask(reminder, "snooze", { minutes: snoozeMinutes }))) return;
  tell(m.reminders.comesAgain(snoozeMinutes), { description: reminder.title });
}

async function dismiss(reminders: readonly Fired[]): Promise<void> {
  for (const reminder of reminders) {
    shown.delete(reminder.reminderId);
    await ask(reminder, "dismiss");
  }
}

async function ask(
  reminder: Fired,
  what: "snooze" | "dismiss",
  body: object = {},
): Promise<boolean> {
  try {
    await request(`/api/v1/reminders/${reminder.reminderId}/${what}`, { method: "POST", body });
    return true;
  } catch {
    tellError(what === "snooze" ? m.reminders.notSnoozed : m.reminders.notDismissed, {
      description: reminder.title,
    });
    return false;
  }
}
