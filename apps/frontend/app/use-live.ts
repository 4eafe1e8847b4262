import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../features/accounts/me.ts";
import { whenIdle } from "../lib/idle.ts";
import { onSignedOut } from "../lib/api.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { followEvents, forgetReminders, showFired } from "../features/reminders/fired-reminders.ts";
import { isTaskOperation } from "../features/tasks/operation.ts";
import { announceChanges } from "./announce-changes.ts";
import { outbox, session } from "./client.ts";

/** Tasks that were changed here lately: their events come back, and are no news. */
const ownTaskIds = new Set<string>();
outbox.operations.subscribe(() => {
  for (const { taskId } of outbox.operations.get().filter(isTaskOperation)) {
    ownTaskIds.add(taskId);
  }
});

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
      showFired().catch(() => undefined);
    };
    const stopFollowing = session.follow({
      onEvents: (events) => {
        followEvents(events);
        announceChanges(events, (taskId) => ownTaskIds.has(taskId));
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
      forgetReminders();
      stopListening();
      stopFollowing();
    };
  }, [client, leave]);
}
