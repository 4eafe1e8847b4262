import type { Reminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { Plus, X } from "lucide-react";
import { m } from "../../messages/messages.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ActionMenu, MenuEntry } from "../../ui/popup.tsx";
import { dueWords, type DueContext } from "../tasks/due-words.ts";
import { leads, leadWords } from "./lead-words.ts";
import type { ShownReminder } from "./pending-reminders.ts";
import { addReminder, removeReminder, useReminders } from "./use-reminders.ts";

/** Lead times that only an added reminder is likely to have. */
const farLeads = [2_880, 10_080] as const;

type MoreRemindersProps = { task: Task; context: DueContext };

/** When a task's own reminder comes, the reminders beside it, and a way to add one. */
export function MoreReminders({ task, context }: MoreRemindersProps) {
  const { own, more: shown } = useReminders(task);
  const used = new Set([task.reminder_lead_minutes, ...shown.map(({ lead }) => lead)]);
  const choices = [...leads, ...farLeads].filter((lead) => !used.has(lead));
  const canAdd = !task.completed && task.deleted_at === null && choices.length > 0;
  const ownMoment = task.due_date === null ? null : momentWords(own, context);
  return (
    <>
      {ownMoment !== null && <p className="text-sm text-ink-faint">{ownMoment}</p>}
      {shown.length > 0 && (
        <ul aria-label={m.reminders.more}>
          {shown.map((one) => (
            <li key={one.id ?? one.lead} className="flex min-h-9 items-center gap-1 text-sm">
              <span
                className={
                  one.reminder === null || one.reminder.state === "pending" ? "" : "text-ink-faint"
                }
              >
                {words(one, context)}
              </span>
              {one.id !== null && (
                <IconButton
                  label={m.reminders.removeReminder(words(one, context))}
                  onClick={() => one.id !== null && removeReminder(task, one.id, one.lead)}
                >
                  <X size={14} aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {canAdd && (task.reminder_lead_minutes !== null || shown.length > 0) && (
        <ActionMenu
          trigger={
            <Button look="quiet" className="-ms-2 px-2 text-ink-faint">
              <Plus size={14} aria-hidden />
              {m.reminders.another}
            </Button>
          }
        >
          {choices.map((lead) => (
            <MenuEntry key={lead} onClick={() => addReminder(task, lead)}>
              {leadWords(lead)}
            </MenuEntry>
          ))}
        </ActionMenu>
      )}
    </>
  );
}

/** When a reminder comes, if its lead time does not say so already. */
function momentWords(reminder: Reminder | null, context: DueContext): string | null {
  if (reminder?.state !== "pending" || reminder.remind_at === null) return null;
  const moment = dueWords(reminder.remind_at, context);
  if (reminder.snoozed) return m.reminders.comesAgainAt(moment);
  return reminder.lead_minutes === 0 ? null : m.reminders.comesAt(moment);
}

function words({ lead, reminder }: ShownReminder, context: DueContext): string {
  const at = reminder?.remind_at ?? null;
  if (reminder?.snoozed && at !== null) return dueWords(at, context);
  if (lead !== null) return leadWords(lead);
  return at === null ? "" : dueWords(at, context);
}
