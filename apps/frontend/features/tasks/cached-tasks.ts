import type { TaskPage } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { listRules, type Clock } from "./match-task.ts";
import { placeTask } from "./place-task.ts";
import { defaultOrder, type TaskFilters } from "./task-filters.ts";

export type TaskPages = InfiniteData<TaskPage, string | undefined>;

/** All loaded tasks of a list, once each: a task that moved between two page loads may come twice. */
export function flattenPages(data: TaskPages | undefined): readonly Task[] {
  const seen = new Set<string>();
  return (data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((task) => !seen.has(task.id) && seen.add(task.id));
}

/** True when nothing follows the loaded pages on the server. */
export function isFullyLoaded(data: TaskPages | undefined): boolean {
  return data?.pages.at(-1)?.next_cursor === null;
}

/** The pages of one list with tasks placed where they belong now. The same object when nothing changed. */
export function placeInPages(
  data: TaskPages,
  tasks: readonly Task[],
  filters: TaskFilters,
  clock: Clock,
): TaskPages {
  const rules = listRules(filters, clock);
  const isComplete = isFullyLoaded(data);
  const before = flattenPages(data);
  const after = tasks.reduce((list, task) => placeTask(list, task, rules, isComplete), before);
  if (after === before) return data;
  const difference = after.length - before.length;
  // Which page holds a task does not matter to anyone: the last cursor says where the next page begins.
  const pages = data.pages.map((page, index) => ({
    ...page,
    items: index === 0 ? [...after] : [],
    total: Math.max(after.length, page.total + difference),
  }));
  return { ...data, pages };
}

/**
 * Puts tasks that the server told us of into every cached list and detail. Whatever is newer already
 * stays. Safe to repeat.
 */
export function storeTasks(client: QueryClient, tasks: readonly Task[], clock: Clock): void {
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.taskLists })) {
    const data = client.getQueryData<TaskPages>(query.queryKey);
    if (!data) continue;
    const next = placeInPages(data, tasks, filtersOf(query.queryKey), clock);
    if (next !== data) client.setQueryData<TaskPages>(query.queryKey, next);
  }
  for (const task of tasks) {
    client.setQueryData<Task>(queryKeys.task(task.id), (known) =>
      known && known.version <= task.version ? task : known,
    );
  }
}

/** A task as some loaded list has it; undefined when none does. */
export function findInLists(client: QueryClient, id: string): Task | undefined {
  for (const [, data] of client.getQueriesData<TaskPages>({ queryKey: queryKeys.taskLists })) {
    const task = flattenPages(data).find((item) => item.id === id);
    if (task) return task;
  }
  return undefined;
}

/** The filters that are part of a list's key. */
export function filtersOf(queryKey: readonly unknown[]): TaskFilters {
  const [, , filters] = queryKey;
  return isFilters(filters) ? filters : { sort: "created_at", order: defaultOrder("created_at") };
}

function isFilters(value: unknown): value is TaskFilters {
  return typeof value === "object" && value !== null && "sort" in value;
}
