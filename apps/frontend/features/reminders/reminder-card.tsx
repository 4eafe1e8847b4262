import { BellRing, Check, ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { useNow } from "../../lib/clock.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { ActionMenu, MenuEntry, MenuLine } from "../../ui/popup.tsx";
import { useMe } from "../accounts/me.ts";
import { DueInWords } from "../tasks/due-in-words.tsx";
import { dayFromNow, exactDueWords, toDueDate, type DueContext } from "../tasks/due-words.ts";
import { completeReminded, dismissReminders, snoozeReminder } from "./answer-reminder.ts";
import type { Fired } from "./fired-reminders.ts";
import { reminderWords } from "./reminder-words.ts";

type ReminderCardProps = { reminder: Fired; onOpen: (taskId: string) => void };

/** A reminder that has come: what, when it is due, and every answer to it. */
export function ReminderCard({ reminder, onOpen }: ReminderCardProps) {
  const { time_zone: timeZone } = useMe();
  const context = { now: useNow(), timeZone };
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <li
      ref={passFocusOn}
      className="rise rounded-xl border border-line bg-surface p-3 shadow-popup"
    >
      <div className="flex items-start gap-3">
        <span className="mt-0.5 text-accent">
          <BellRing size={17} aria-hidden />
        </span>
        <button
          type="button"
          onClick={() => onOpen(reminder.taskId)}
          className="min-w-0 grow rounded-md text-start text-sm pointer-coarse:min-h-11"
        >
          <span className="line-clamp-2 font-medium wrap-anywhere">{reminder.title}</span>
          <span className="block text-ink-soft">{reminderWords(reminder, context)}</span>
        </button>
        <IconButton
          label={m.reminders.dismiss}
          className="-me-1 -mt-1"
          onClick={() => dismissReminders([reminder])}
        >
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      {isChoosing ? (
        <div className="mt-2 ps-7">
          <DueInWords
            context={context}
            isFocused
            onPick={(dueDate) => snoozeUntil(reminder, dueDate, context)}
          />
        </div>
      ) : (
        <div className="mt-2 flex gap-1.5 ps-7">
          <Button onClick={() => completeReminded(reminder)}>
            <Check size={14} aria-hidden />
            {m.tasks.complete}
          </Button>
          <SnoozeMenu reminder={reminder} context={context} onChoose={() => setIsChoosing(true)} />
        </div>
      )}
    </li>
  );
}

const soonMinutes = [10, 60] as const;
const morning = "09:00";

/** The instant so many minutes from now, ISO 8601. */
function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

type SnoozeMenuProps = { reminder: Fired; context: DueContext; onChoose: () => void };

function SnoozeMenu({ reminder, context, onChoose }: SnoozeMenuProps) {
  const tomorrow = toDueDate(dayFromNow(1, context), morning, context.timeZone);
  return (
    <ActionMenu
      trigger={
        <Button>
          {m.reminders.snooze}
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      {soonMinutes.map((minutes) => (
        <MenuEntry
          key={minutes}
          onClick={() =>
            snoozeReminder(reminder, inMinutes(minutes), m.reminders.comesAgain(minutes))
          }
        >
          {m.reminders.inMinutes(minutes)}
        </MenuEntry>
      ))}
      <MenuEntry onClick={() => snoozeUntil(reminder, tomorrow, context)}>
        {exactDueWords(tomorrow, context)}
      </MenuEntry>
      <MenuLine />
      <MenuEntry onClick={onChoose}>{m.reminders.choose}</MenuEntry>
    </ActionMenu>
  );
}

/** A whole day means its morning. */
function snoozeUntil(reminder: Fired, dueDate: string, context: DueContext): void {
  const until = dueDate.length > 10 ? dueDate : toDueDate(dueDate, morning, context.timeZone);
  const words = m.reminders.comesAgainAt(exactDueWords(until, context));
  snoozeReminder(reminder, until, words);
}
