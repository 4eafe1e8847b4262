import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { whenIdle } from "../lib/idle.ts";
import { onSignedOut, ProblemError, reportSignedOut, request } from "../lib/api.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { createStore } from "../lib/store.ts";
import { startLive, type Connection } from "../lib/websocket.ts";
import { acceptTasks, forgetEverything, outbox, refetchTasks } from "./client.ts";

/** The state of the connection, for the quiet sign. */
export const connection = createStore<Connection>("connecting");

function taskOf(event: StreamEvent): Task | null {
  return "task" in event.data.payload ? event.data.payload.task : null;
}

const reminderToasts = () => import("../features/reminders/reminder-toasts.ts");

/** Shows and hides reminders. A part that cannot be loaded now is tried again with the next event. */
function followReminders(events: readonly StreamEvent[]): void {
  void reminderToasts().then(
    ({ followEvents }) => followEvents(events),
    () => undefined,
  );
}

function applyEvents(events: readonly StreamEvent[]): void {
  acceptTasks(events.map(taskOf).filter((task) => task !== null));
  followReminders(events);
}

/** Asks with the cookie that is there now. Without an answer nothing is known, and the connection is tried again. */
async function isStillSignedIn(): Promise<boolean> {
  try {
    await request("/api/v1/me");
    return true;
  } catch (error) {
    return !(error instanceof ProblemError && error.status === 401);
  }
}

/** Keeps the page right for as long as somebody is signed in; `leave` shows the sign-in page. */
export function useLive(leave: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    let activityTimer: ReturnType<typeof setTimeout> | undefined;
    const stopListening = onSignedOut(() => {
      forgetEverything();
      leave();
    });
    const refetchFilters = (): void => {
      void client.invalidateQueries({ queryKey: queryKeys.filters });
    };
    const live = startLive(`${window.location.origin.replace(/^http/, "ws")}/ws`, {
      onEvents: applyEvents,
      onReminder: (event) => followReminders([event]),
      onActivity: () => {
        clearTimeout(activityTimer);
        activityTimer = setTimeout(() => {
          void client.invalidateQueries({ queryKey: queryKeys.activity });
          void client.invalidateQueries({ queryKey: queryKeys.reminders });
        }, 150);
      },
      onRefetch: refetchTasks,
      onFilters: refetchFilters,
      onOpen: () => {
        outbox.hurry();
        // The hint may have been lost with the connection.
        refetchFilters();
      },
      isStillSignedIn,
      onSignedOut: reportSignedOut,
    });
    const forgetIdle = whenIdle(() => {
      void reminderToasts().then(
        ({ showFired }) => showFired(),
        () => undefined,
      );
    });
    connection.set(live.connection.get());
    const stopWatching = live.connection.subscribe(() => connection.set(live.connection.get()));
    return () => {
      clearTimeout(activityTimer);
      forgetIdle();
      void reminderToasts().then(
        ({ forgetReminders }) => forgetReminders(),
        () => undefined,
      );
      stopListening();
      stopWatching();
      live.stop();
    };
  }, [client, leave]);
}
