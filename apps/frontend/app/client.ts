import type { Me } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { createQueryClient } from "../lib/query-client.ts";
import { queryKeys } from "../lib/query-keys.ts";
import { createStore } from "../lib/store.ts";
import type { Leaving } from "../features/tasks/apply-pending.ts";
import { storeTasks } from "../features/tasks/cached-tasks.ts";
import type { Clock } from "../features/tasks/match-task.ts";
import { createOutbox } from "../features/tasks/outbox.ts";
import { createRecentTasks } from "../features/tasks/recent-tasks.ts";
import { lastRefusal, refusedTitle, tellRefused } from "../features/tasks/tell-refused.ts";

/** What one browser tab holds: the cache, the changes on their way, what came in lately. */
const recentTasks = createRecentTasks();

export const queryClient = createQueryClient((queryKey) => {
  if (queryKey[0] !== queryKeys.tasks[0]) return;
  const recent = recentTasks.list(Date.now());
  if (recent.length > 0) storeTasks(queryClient, recent, clock());
});

/** The user's time zone, or the browser's before anybody has signed in. */
export function clock(): Clock {
  const me = queryClient.getQueryData<Me>(queryKeys.me);
  const timeZone = me?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { now: Date.now(), timeZone };
}

let countTimer: ReturnType<typeof setTimeout> | undefined;

/** Counts and tags are asked for again, once for many changes. */
function refreshCounts(): void {
  clearTimeout(countTimer);
  countTimer = setTimeout(() => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.taskCounts });
    void queryClient.invalidateQueries({ queryKey: queryKeys.tags });
  }, 250);
}

/** Takes tasks in that the server told us of, by an answer or an event. */
export function acceptTasks(tasks: readonly Task[]): void {
  const newest = recentTasks.add(tasks, Date.now());
  if (newest.length === 0) return;
  storeTasks(queryClient, newest, clock());
  refreshCounts();
}

export const leavingTasks = createStore<readonly Leaving[]>([]);

export const outbox = createOutbox({
  onAccepted: (operation, task) => {
    if (task) acceptTasks([task]);
    else if (operation.kind === "delete") {
      const { base, madeAt } = operation;
      const known = queryClient.getQueryData<Task>(queryKeys.task(base.id)) ?? base;
      acceptTasks([{ ...known, deleted_at: madeAt, version: known.version + 1 }]);
    }
  },
  onRefused: tellRefused,
});

/** Forgets everything that belongs to a person: they signed out, or another one signs in. */
export function forgetEverything(): void {
  outbox.clear();
  recentTasks.clear();
  leavingTasks.set([]);
  lastRefusal.set(null);
  refusedTitle.set(null);
  queryClient.clear();
}

/** Fetches again whatever events keep right. After a restored database, versions count anew. */
export function refetchTasks(): void {
  recentTasks.clear();
  for (const queryKey of [queryKeys.tasks, queryKeys.tags, queryKeys.activity]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}
