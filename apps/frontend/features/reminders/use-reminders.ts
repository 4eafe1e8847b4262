import type { Reminder, ReminderPage } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { outbox } from "../../app/client.ts";
import { request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { rememberStep } from "../../lib/undo.ts";
import { isTaskOperation, type TaskOperation } from "../tasks/operation.ts";
import { withPendingReminders, type ShownReminder } from "./pending-reminders.ts";

function waitingOf(id: string): TaskOperation[] {
  return outbox.operations
    .get()
    .filter(isTaskOperation)
    .filter(({ taskId }) => taskId === id);
}

/** `own` is null until the server tells of it; `more` has what is still on its way to the server as well. */
type RemindersOfTask = { own: Reminder | null; more: ShownReminder[] };

/** A task's own reminder, and those beside it. */
export function useReminders({ id }: Task): RemindersOfTask {
  const { data, refetch } = useQuery({
    queryKey: queryKeys.remindersOf(id),
    queryFn: ({ signal }) =>
      request<ReminderPage>(`/api/v1/reminders?task=${id}&per_page=100`, { signal }),
  });
  const [shown, setShown] = useState(() => waitingOf(id));
  useEffect(() => {
    let held = waitingOf(id);
    return outbox.operations.subscribe(() => {
      const waiting = waitingOf(id);
      if (waiting.length === 0 && held.length === 0) return;
      // What was sent stays to be seen until the server tells of it.
      held = [...held.filter((one) => !waiting.includes(one)), ...waiting];
      setShown(held);
      if (waiting.length > 0) return;
      void refetch().then(() => {
        held = waitingOf(id);
        setShown(held);
      });
    });
  }, [id, refetch]);
  const known = data?.items;
  const more = useMemo(() => withPendingReminders(known ?? [], shown), [known, shown]);
  return { own: known?.find(({ own }) => own) ?? null, more };
}

/** Sets another reminder of a task, before its due date. */
export function addReminder(base: Task, leadMinutes: number): void {
  outbox.add({ kind: "add-reminder", taskId: base.id, base, leadMinutes });
}

/** Takes a reminder off a task. */
export function removeReminder(base: Task, reminderId: string, lead: number | null): void {
  outbox.add({ kind: "remove-reminder", taskId: base.id, base, reminderId });
  if (lead !== null) rememberStep({ words: base.title, undo: () => addReminder(base, lead) });
}
