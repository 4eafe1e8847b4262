import { createStore, useStore } from "./store.ts";

/** The time in milliseconds, to the minute: what "today" and "overdue" are decided by. */
const minute = createStore(Date.now());
setInterval(() => minute.set(Date.now()), 30_000);
document.addEventListener("visibilitychange", () => minute.set(Date.now()));

/** The current time in milliseconds, renewed twice a minute. */
export function useNow(): number {
  return useStore(minute);
}
