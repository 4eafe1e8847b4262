import type { StreamEvent } from "@pakaura/contract/events";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../features/accounts/me.ts";
import { whenIdle } from "../lib/idle.ts";
import { onSignedOut } from "../lib/api.ts";
import { loadPartWithTexts } from "../lib/load-part.ts";
import { rememberOwnRequest } from "../lib/own-requests.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { answeredReminders } from "../features/reminders/answered-reminders.ts";
import {
  followEvents,
  forgetReminders,
  hideReminders,
  showFired,
} from "../features/reminders/fired-reminders.ts";
import { outbox, session } from "./client.ts";

/** Another tab may send them: their events come back, and are no news. */
outbox.operations.subscribe(() => {
  for (const { key, group } of outbox.operations.get()) rememberOwnRequest(group ?? key);
});

/** A turn was taken back that had put a reminder off: it shows again. */
const isBack = ({ type, data }: StreamEvent): boolean =>
  type === "reminder.cancelled" && data.turn_id !== undefined;

/** Says what changed elsewhere, by a part that is loaded with the first such change. */
function announceLater(events: readonly StreamEvent[]): void {
  loadPartWithTexts(() => import("./announce-changes.ts")).then(
    (part) => part.announceChanges(events),
    () => undefined,
  );
}

/** Says whose words gave way, by a part that is loaded with the first change of a task. */
function tellOverwrittenLater(events: readonly StreamEvent[]): void {
  loadPartWithTexts(() => import("../features/tasks/tell-overwritten.ts")).then(
    (part) => part.tellOverwritten(events),
    () => undefined,
  );
}

/** Keeps the page right for as long as somebody is signed in; `leave` shows the sign-in page. */
export function useLive(leave: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    let activityTimer: ReturnType<typeof setTimeout> | undefined;
    const stopListening = onSignedOut(() => {
      void session.end("keep").then(leave);
    });
    const refetchFilters = (): void => {
      void client.invalidateQueries({ queryKey: queryKeys.filters });
    };
    const refetchActivity = (): void => {
      void client.invalidateQueries({ queryKey: queryKeys.activity });
      void client.invalidateQueries({ queryKey: queryKeys.reminders });
    };
    const askForReminders = (): void => {
      showFired(() => answeredReminders(outbox.operations.get())).catch(() => undefined);
    };
    // Answered in another tab, or before this page was opened.
    const stopHiding = outbox.operations.subscribe(() => {
      const answered = answeredReminders(outbox.operations.get());
      if (answered.size > 0) hideReminders(({ reminderId }) => answered.has(reminderId));
    });
    const stopFollowing = session.follow({
      onEvents: (events) => {
        followEvents(events);
        if (events.some(isBack)) askForReminders();
        announceLater(events);
        tellOverwrittenLater(events);
      },
      onActivity: () => {
        clearTimeout(activityTimer);
        activityTimer = setTimeout(refetchActivity, 150);
      },
      onFilters: refetchFilters,
      onMissed: () => {
        refetchActivity();
        refetchFilters();
        askForReminders();
      },
      onLeft: leave,
    });
    const forgetIdle = whenIdle(() => {
      // What was remembered is shown first; a failure leaves it as it is.
      client.fetchQuery({ ...meQuery, staleTime: 0, retry: false }).catch(() => undefined);
      askForReminders();
    });
    return () => {
      clearTimeout(activityTimer);
      forgetIdle();
      stopHiding();
      forgetReminders();
      stopListening();
      stopFollowing();
    };
  }, [client, leave]);
}
