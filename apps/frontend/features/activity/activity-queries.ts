import type { ActivityPage } from "@pakaura/contract/http";
import type { ActivityEntry } from "@pakaura/contract/events";
import type { Task } from "@pakaura/contract/task";
import { useInfiniteQuery, type InfiniteData } from "@tanstack/react-query";
import { tell, tellError } from "../../lib/toast.ts";
import { acceptTasks } from "../../app/client.ts";
import { messageOf, request } from "../../lib/api.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { m } from "../../messages/all-messages.ts";

/** What the log is narrowed down to. */
export type ActivityFilter = { text?: string; action?: string; from?: string; to?: string };

/** The filter as a part of the address of a request; empty for none. */
export function filterQuery({ text, action, from, to }: ActivityFilter): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ text, action, from, to })) {
    if (value) parameters.append(name, value);
  }
  return parameters.toString();
}

/** The activity of everything, or of one task; newest first, 20 a page. */
export function useActivity(taskId: string | null, filter: ActivityFilter = {}) {
  const narrowed = filterQuery(filter);
  const path = taskId === null ? "/api/v1/activity" : `/api/v1/tasks/${taskId}/activity`;
  return useInfiniteQuery<
    ActivityPage,
    Error,
    InfiniteData<ActivityPage, string | undefined>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: queryKeys.activityOf(taskId, narrowed),
    queryFn: ({ pageParam, signal }) =>
      request<ActivityPage>(
        `${path}?per_page=20${narrowed && `&${narrowed}`}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ""}`,
        { signal },
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // While words are typed the last answer stays; that of another task does not.
    placeholderData: (last) => (taskId === null ? last : undefined),
    // The hint of a new entry may be lost with the connection.
    refetchOnMount: "always",
  });
}

/** Takes one change back, and says so when it cannot be. */
export async function undoEntry(entry: ActivityEntry): Promise<void> {
  try {
    const task = await request<Task>(`/api/v1/activity/${entry.id}/undo`, { method: "POST" });
    acceptTasks([task]);
    tell(m.activity.undone, { description: entry.task_title });
  } catch (error) {
    tellError(m.activity.notUndone, { description: messageOf(error) });
  }
}
