import { BellRing } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "../../lib/store.ts";
import { passFocusOn } from "../../lib/pass-focus.ts";
import { m } from "../../messages/all-messages.ts";
import { Button } from "../../ui/button.tsx";
import { useMe } from "../accounts/me.ts";
import { dismissReminders } from "./answer-reminder.ts";
import { firedReminders, type Fired } from "./fired-reminders.ts";
import { ReminderCard } from "./reminder-card.tsx";
import { watchShown } from "./watch-shown.ts";
import { playReminderSound, reminderSound } from "./reminder-sound.ts";

/** This many are shown one by one; more are one message, so that an absence does not end in a storm. */
const shownOneByOne = 3;

const none: readonly Fired[] = [];

/** The reminders that have come, in a corner of the page. */
export function ReminderStack({ onOpen }: { onOpen: (taskId: string) => void }) {
  const reminders = useStore(firedReminders);
  const [isExpanded, setIsExpanded] = useState(false);
  const count = reminders.length;
  const lastCount = useRef(0);

  useEffect(() => {
    if (count > lastCount.current && reminderSound.get()) playReminderSound();
    lastCount.current = count;
  }, [count]);

  const isSummary = count > shownOneByOne && !isExpanded;
  useWatchShown(isSummary ? none : reminders);
  return (
    <ul
      aria-label={m.reminders.region}
      className="pointer-events-auto -m-3 grid max-h-[80dvh] gap-2 overflow-y-auto p-3"
    >
      {isSummary ? (
        <Summary reminders={reminders} onExpand={() => setIsExpanded(true)} />
      ) : (
        reminders.map((reminder) => (
          <ReminderCard key={reminder.reminderId} reminder={reminder} onOpen={onOpen} />
        ))
      )}
    </ul>
  );
}

/** A message about many shows none of them. */
function useWatchShown(reminders: readonly Fired[]): void {
  const { id: userId } = useMe();
  useEffect(() => {
    const eventIds = reminders.flatMap(({ eventId }) => eventId ?? []);
    return watchShown(userId, eventIds);
  }, [userId, reminders]);
}

type SummaryProps = { reminders: readonly Fired[]; onExpand: () => void };

function Summary({ reminders, onExpand }: SummaryProps) {
  const titles = reminders.slice(0, shownOneByOne).map(({ title }) => title);
  return (
    <li
      ref={passFocusOn}
      className="rise rounded-xl border border-line bg-surface p-3 shadow-popup"
    >
      <div className="flex items-start gap-3 text-sm">
        <span className="mt-0.5 text-accent">
          <BellRing size={17} aria-hidden />
        </span>
        <p className="min-w-0 grow">
          <span className="block font-medium">{m.reminders.many(reminders.length)}</span>
          <span className="line-clamp-2 text-ink-soft wrap-anywhere">
            {m.reminders.andMore(titles, reminders.length - titles.length)}
          </span>
        </p>
      </div>
      <div className="mt-2 flex gap-1.5 ps-7">
        <Button onClick={onExpand}>{m.reminders.showAll}</Button>
        <Button look="quiet" onClick={() => dismissReminders(reminders)}>
          {m.reminders.dismissAll}
        </Button>
      </div>
    </li>
  );
}
