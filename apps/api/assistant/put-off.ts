import { isDeepStrictEqual } from "node:util";
import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { type RemindersWrite, writeReminders } from "../reminders/change-reminders.ts";
import { snooze } from "../reminders/end-reminder.ts";
import type { StoredReminder } from "../reminders/stored-reminder.ts";
import type { TaskReminders } from "../reminders/task-reminders.ts";

/** A reminder as it was before a turn, and as the turn has left it. */
export type PutOff = { before: StoredReminder; after: StoredReminder };

/** What a turn does to a reminder: puts it off until an instant, or takes back that a turn did. */
export type ReminderDeed = { id: string; taskId: string } & ({ until: string } | { back: PutOff });

/** Takes back what turns have done to reminders, the last one first. */
export function backOf(turns: readonly { reminders?: readonly PutOff[] }[]): ReminderDeed[] {
  return turns.toReversed().flatMap(({ reminders = [] }) =>
    reminders.toReversed().map((back) => {
      const { id, taskId } = back.before;
      return { id, taskId, back };
    }),
  );
}

/**
 * Carries out what a turn does to reminders, in a transaction that writes for the user, and gives what became of them with
 * the types of the events. Throws `conflict` for one that is gone, `undo_conflict` where something else became of it since.
 */
export async function putOffReminders(
  client: pg.PoolClient,
  { userId, origin }: Pick<RemindersWrite, "userId" | "origin">,
  deeds: readonly ReminderDeed[],
) {
  const taskIds = [...new Set(deeds.map(({ taskId }) => taskId))];
  const changed: PutOff[] = [];
  const after = (one: TaskReminders, now: number): StoredReminder[] =>
    one.reminders.map((before) => {
      const own = deeds.filter(({ id }) => id === before.id);
      if (own.length === 0) return before;
      const put = own.reduce((reminder, deed) => doneTo(reminder, deed, one, now), before);
      changed.push({ before, after: put });
      return put;
    });
  const { events } = await writeReminders(client, { userId, origin, taskIds, after });
  const isMissing = deeds.some(({ id }) => !changed.some(({ before }) => before.id === id));
  if (isMissing) throw new Problem("conflict", "The reminder is gone.");
  return { changed, events };
}

function doneTo(
  reminder: StoredReminder,
  deed: ReminderDeed,
  { task }: TaskReminders,
  now: number,
): StoredReminder {
  if (task.deletedAt !== null) throw new Problem("conflict", "The task is deleted.");
  if ("until" in deed) return snooze(reminder, { until: deed.until }, { task, now });
  if (isDeepStrictEqual(reminder, deed.back.after)) return deed.back.before;
  throw new Problem("undo_conflict", "The reminder has come or was changed since then.");
}
