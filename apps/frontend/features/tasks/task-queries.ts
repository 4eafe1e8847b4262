import type { Tag, TaskPage } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { leavingTasks, outbox } from "../../app/client.ts";
import { request } from "../../lib/api.ts";
import { useNow } from "../../lib/clock.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../accounts/me.ts";
import { shownTasks, withPending } from "./apply-pending.ts";
import { findInLists, flattenPages, isFullyLoaded, type TaskPages } from "./cached-tasks.ts";
import { listRules } from "./match-task.ts";
import { toQueryString, type TaskFilters } from "./task-filters.ts";

const perPage = 100;

/** A list as it is shown: loaded pages, with what this browser is about to change. */
export function useTaskList(filters: TaskFilters) {
  const query = useInfiniteQuery<
    TaskPage,
    Error,
    TaskPages,
    readonly unknown[],
    string | undefined
  >({
    queryKey: queryKeys.taskList(filters),
    queryFn: ({ pageParam, signal }) =>
      request<TaskPage>(`/api/v1/tasks?${toQueryString(filters, { perPage, cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const now = useNow();
  const { time_zone: timeZone } = useMe();
  const operations = useStore(outbox.operations);
  const leaving = useStore(leavingTasks);
  const rules = useMemo(() => listRules(filters, { now, timeZone }), [filters, now, timeZone]);
  const loaded = useMemo(() => flattenPages(query.data), [query.data]);
  const isComplete = isFullyLoaded(query.data);
  const tasks = useMemo(
    () => shownTasks(loaded, operations, leaving, rules, isComplete),
    [loaded, operations, leaving, rules, isComplete],
  );
  const total = (query.data?.pages[0]?.total ?? 0) + tasks.length - loaded.length;
  return { query, tasks, total };
}

/** One task with its pending changes; null while it is not known. */
export function useTask(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: queryKeys.task(id),
    queryFn: ({ signal }) => request<Task>(`/api/v1/tasks/${id}`, { signal }),
    enabled: !useIsUnsent(id),
    // What a list knows is shown while the task itself is on its way.
    placeholderData: () => findInLists(client, id),
  });
  const operations = useStore(outbox.operations);
  const task = useMemo(
    () =>
      withPending(
        query.data ?? null,
        operations.filter((operation) => operation.taskId === id),
      ),
    [query.data, operations, id],
  );
  return { query, task };
}

/** True while the server does not know the task yet. */
function useIsUnsent(id: string): boolean {
  return useStore(outbox.operations).some(
    (operation) => operation.kind === "create" && operation.taskId === id,
  );
}

/** The number of tasks that a view holds. */
export function taskCountQuery(filters: TaskFilters) {
  return queryOptions({
    queryKey: queryKeys.taskCount(filters),
    queryFn: async ({ signal }) => {
      const page = await request<TaskPage>(
        `/api/v1/tasks?${toQueryString(filters, { perPage: 1 })}`,
        { signal },
      );
      return page.total;
    },
  });
}

/** Tags that begin with `prefix`, most used first. */
export function tagsQuery(prefix: string) {
  return queryOptions({
    queryKey: queryKeys.tagSuggestions(prefix),
    queryFn: async ({ signal }) => {
      const answer = await request<{ items: Tag[] }>(
        `/api/v1/tags${prefix === "" ? "" : `?q=${encodeURIComponent(prefix)}`}`,
        { signal },
      );
      return answer.items;
    },
    placeholderData: keepPreviousData,
  });
}
