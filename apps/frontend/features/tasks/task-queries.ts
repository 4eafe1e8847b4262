import type { Tag } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { acceptTasks, leavingTasks, session, taskStore } from "../../app/client.ts";
import { parseJson, request } from "../../lib/api.ts";
import { afterPaint } from "../../lib/after-paint.ts";
import { useNow } from "../../lib/clock.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../accounts/me.ts";
import { withLeaving } from "./apply-pending.ts";
import { tagsRecipe } from "./count-tags.ts";
import { createDerived, type Derived } from "./derived.ts";
import { listRules, type ListRules } from "./match-task.ts";
import { createCount, createSelection, type Selection } from "./selection.ts";
import type { TaskFilters } from "./task-filters.ts";

/** The tasks of a list in its order, as they are shown; `state` says whether they are there. */
export function useTaskList(filters: TaskFilters) {
  const state = useStore(session.tasks);
  const rules = useRules(filters);
  const leaving = useStore(leavingTasks);
  const selection = useMemo(() => selectionOf(rules), [rules]);
  const selected = useSyncExternalStore(selection.subscribe, selection.get);
  const tasks = useMemo(() => withLeaving(selected, leaving, rules), [selected, leaving, rules]);
  return { state, tasks };
}

/** The rules of a list, the same for as long as they say the same. */
function useRules(filters: TaskFilters): ListRules {
  const { time_zone: timeZone } = useMe();
  const minute = useNow();
  // Only what is overdue, and what a query says of days, changes by itself.
  const isTimeless = filters.overdue === undefined && filters.filter === undefined;
  const now = isTimeless ? 0 : minute;
  const key = JSON.stringify(filters);
  return useMemo(() => rulesOf(key, now, timeZone), [key, now, timeZone]);
}

/** So many lists are remembered, so that those that a person goes to and fro between open at once. */
const rememberedLists = 8;
const recentRules = new Map<string, ListRules>();
const selections = new WeakMap<ListRules, Selection>();

function rulesOf(filters: string, now: number, timeZone: string): ListRules {
  const key = `${now} ${timeZone} ${filters}`;
  const rules =
    recentRules.get(key) ?? listRules(parseJson<TaskFilters>(filters), { now, timeZone });
  recentRules.delete(key);
  recentRules.set(key, rules);
  const [oldest] = recentRules.keys();
  if (recentRules.size > rememberedLists && oldest !== undefined) recentRules.delete(oldest);
  return rules;
}

function selectionOf(rules: ListRules): Selection {
  const selection = selections.get(rules) ?? createSelection(taskStore, rules);
  selections.set(rules, selection);
  return selection;
}

const summaries = new Set<() => void>();
let areSummariesDue = false;
taskStore.subscribe(() => {
  if (areSummariesDue) return;
  areSummariesDue = true;
  afterPaint(() => {
    areSummariesDue = false;
    for (const renew of summaries) renew();
  });
});

/** Something made from the tasks, shown anew only after the changed ones themselves are painted. */
function useSummary<Result>({ get, subscribe }: Derived<Result>): Result {
  const follow = useCallback(
    (renew: () => void) => {
      const stop = subscribe(() => undefined);
      summaries.add(renew);
      return () => {
        stop();
        summaries.delete(renew);
      };
    },
    [subscribe],
  );
  return useSyncExternalStore(follow, get);
}

/** The number of tasks that a list holds. */
export function useTaskCount(filters: TaskFilters): number {
  const rules = useRules(filters);
  return useSummary(useMemo(() => createCount(taskStore, rules), [rules]));
}

const tagCounts = createDerived(taskStore, tagsRecipe);

/** Tags that begin with `prefix`, most used first. */
export function useTags(prefix = ""): readonly Tag[] {
  const tags = useSummary(tagCounts);
  return useMemo(() => tags.filter(({ name }) => name.startsWith(prefix)), [tags, prefix]);
}

/** One task as it is shown; null while it is not known. */
export function useTask(id: string) {
  const state = useStore(session.tasks);
  const task = useSyncExternalStore(taskStore.subscribe, () => taskStore.tasks.get(id) ?? null);
  const query = useQuery({
    queryKey: queryKeys.task(id),
    queryFn: async ({ signal }) => {
      const found = await request<Task>(`/api/v1/tasks/${id}`, { signal });
      acceptTasks([found]);
      return found;
    },
    // One that was made elsewhere a moment ago, or does not exist.
    enabled: id !== "" && task === null && state.status === "ready",
  });
  return { query, task };
}
