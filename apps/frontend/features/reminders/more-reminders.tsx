import type { Reminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { isAllDay } from "@pakaura/domain/due-date";
import { leadInstant } from "@pakaura/domain/reminder-time";
import { Plus, X } from "lucide-react";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";
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
  const ownMoment = momentWords(task, own, context);
  return (
    <>
      {ownMoment !== null && <p className="text-sm text-ink-faint">{ownMoment}</p>}
      {shown.length > 0 && (
        <ul aria-label={m.reminders.more}>
          {shown.map((one) => (
            <li
              ref={passFocusOn}
              key={one.id ?? one.lead}
              className="flex min-h-9 items-center gap-1 text-sm"
            >
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

/**
 * When a task's own reminder comes, if its lead time does not say so already. Worked out here, so that
 * nothing moves when the server has told of it; only a snoozed one comes at another time.
 */
function momentWords(task: Task, own: Reminder | null, context: DueContext): string | null {
  const { due_date: due, reminder_lead_minutes: lead } = task;
  if (due === null || lead === null || task.completed) return null;
  const pendingAt = own?.state === "pending" ? own.remind_at : null;
  if (own?.snoozed && pendingAt !== null)
    return m.reminders.comesAgainAt(dueWords(pendingAt, context));
  if (lead === 0 && !isAllDay(due)) return null;
  const planned = leadInstant(due, lead, context.timeZone);
  const at = planned > context.now ? new Date(planned).toISOString() : pendingAt;
  return at === null ? null : m.reminders.comesAt(dueWords(at, context));
}

function words({ lead, reminder }: ShownReminder, context: DueContext): string {
  const at = reminder?.remind_at ?? null;
  if (reminder?.snoozed && at !== null) return dueWords(at, context);
  if (lead !== null) return leadWords(lead);
  return at === null ? "" : dueWords(at, context);
}
