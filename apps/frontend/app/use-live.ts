import type { StreamEvent } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { tell } from "../lib/toast.ts";
import { onSignedOut, reportSignedOut } from "../lib/api.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { createStore } from "../lib/store.ts";
import { startLive, type Connection } from "../lib/websocket.ts";
import { acceptTasks, forgetEverything, outbox, refetchTasks } from "./client.ts";

/** The state of the connection, for the quiet sign. */
export const connection = createStore<Connection>("connecting");

const shownReminders = new Set<string>();

function taskOf(event: StreamEvent): Task | null {
  return "task" in event.data.payload ? event.data.payload.task : null;
}

function showReminder(event: StreamEvent): void {
  if (event.type !== "reminder.fired" || shownReminders.has(event.id)) return;
  shownReminders.add(event.id);
  const { task_title: title, is_late: isLate } = event.data.payload;
  tell(title, { description: isLate ? "Reminder (late)" : "Reminder", duration: 20_000 });
}

function applyEvents(events: readonly StreamEvent[]): void {
  acceptTasks(events.map(taskOf).filter((task) => task !== null));
  for (const event of events) showReminder(event);
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
    const live = startLive(`${window.location.origin.replace(/^http/, "ws")}/ws`, {
      onEvents: applyEvents,
      onReminder: showReminder,
      onActivity: () => {
        clearTimeout(activityTimer);
        activityTimer = setTimeout(() => {
          void client.invalidateQueries({ queryKey: queryKeys.activity });
        }, 150);
      },
      onRefetch: refetchTasks,
      onOpen: outbox.hurry,
      onSignedOut: reportSignedOut,
    });
    connection.set(live.connection.get());
    const stopWatching = live.connection.subscribe(() => connection.set(live.connection.get()));
    return () => {
      clearTimeout(activityTimer);
      stopListening();
      stopWatching();
      live.stop();
    };
  }, [client, leave]);
}
