import type { Reminder, ReminderPage } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { ProblemError, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { tellError } from "../../lib/toast.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ActionMenu, MenuEntry } from "../../ui/popup.tsx";
import { dueWords, type DueContext } from "../tasks/due-words.ts";
import { leads, leadWords } from "./lead-words.ts";
import { m } from "../../messages/messages.ts";

/** Lead times that only an added reminder is likely to have. */
const farLeads = [2_880, 10_080] as const;

type MoreRemindersProps = { task: Task; context: DueContext };

/** The reminders of a task beside its own, and a way to add one. */
export function MoreReminders({ task, context }: MoreRemindersProps) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: queryKeys.remindersOf(task.id),
    queryFn: ({ signal }) =>
      request<ReminderPage>(`/api/v1/reminders?task=${task.id}&per_page=100`, { signal }),
  });
  const added = data?.items.filter(({ own }) => !own) ?? [];

  async function change(method: "POST" | "DELETE", path: string, body?: object): Promise<void> {
    try {
      await request(`/api/v1/tasks/${task.id}/reminders${path}`, { method, body });
    } catch (error) {
      const description = error instanceof ProblemError ? error.message : m.reminders.tryLater;
      tellError(m.reminders.notChanged, { description });
    }
    await client.invalidateQueries({ queryKey: queryKeys.reminders });
  }

  const used = new Set([task.reminder_lead_minutes, ...added.map((one) => one.lead_minutes)]);
  const choices = [...leads, ...farLeads].filter((lead) => !used.has(lead));
  const canAdd = !task.completed && task.deleted_at === null && choices.length > 0;
  return (
    <>
      {added.length > 0 && (
        <ul aria-label={m.reminders.more}>
          {added.map((reminder) => (
            <li key={reminder.id} className="flex min-h-9 items-center gap-1 text-sm">
              <span className={reminder.state === "pending" ? "" : "text-ink-faint"}>
                {words(reminder, context)}
              </span>
              <IconButton
                label={m.reminders.removeReminder(words(reminder, context))}
                onClick={() => void change("DELETE", `/${reminder.id}`)}
              >
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {canAdd && (task.reminder_lead_minutes !== null || added.length > 0) && (
        <ActionMenu
          trigger={
            <Button look="quiet" className="-ms-2 px-2 text-ink-faint">
              <Plus size={14} aria-hidden />
              {m.reminders.another}
            </Button>
          }
        >
          {choices.map((lead) => (
            <MenuEntry key={lead} onClick={() => void change("POST", "", { lead_minutes: lead })}>
              {leadWords(lead)}
            </MenuEntry>
          ))}
        </ActionMenu>
      )}
    </>
  );
}

function words(reminder: Reminder, context: DueContext): string {
  if (reminder.snoozed && reminder.remind_at !== null) return dueWords(reminder.remind_at, context);
  if (reminder.lead_minutes !== null) return leadWords(reminder.lead_minutes);
  return reminder.remind_at === null ? "" : dueWords(reminder.remind_at, context);
}
