import type { Reminder } from "@pakaura/contract/reminder";
import type { TaskOperation } from "../tasks/operation.ts";

/** A reminder beside the task's own one, as it is shown; `id` is null until the server has it. */
export type ShownReminder = { id: string | null; lead: number | null; reminder: Reminder | null };

/** The reminders that the server knows, with those that are on their way there and without those that go. */
export function withPendingReminders(
  known: readonly Reminder[],
  operations: readonly TaskOperation[],
): ShownReminder[] {
  const removed = new Set(
    operations.flatMap((one) => (one.kind === "remove-reminder" ? one.reminderId : [])),
  );
  const kept = known.filter(({ own, id }) => !own && !removed.has(id));
  const leads = operations.flatMap((one) => (one.kind === "add-reminder" ? one.leadMinutes : []));
  const added = new Set(leads.filter((lead) => !kept.some((one) => one.lead_minutes === lead)));
  return [
    ...kept.map((reminder) => ({ id: reminder.id, lead: reminder.lead_minutes, reminder })),
    ...[...added].map((lead) => ({ id: null, lead, reminder: null })),
  ];
}
