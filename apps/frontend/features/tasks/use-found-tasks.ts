import { useEffect } from "react";
import { useStore } from "../../lib/store.ts";
import { loadSimilarSearch, similarSearch } from "./similar-search.ts";
import type { TaskFilters } from "./task-filters.ts";
import { useTaskList } from "./task-queries.ts";

/** The tasks of a list; when none has the words of its search, those that have similar ones (`isSimilar`). */
export function useFoundTasks(filters: TaskFilters) {
  const exact = useTaskList(filters);
  const { search = "" } = filters;
  const isLost = search !== "" && exact.state.status === "ready" && exact.tasks.length === 0;
  useEffect(() => {
    if (isLost) loadSimilarSearch();
  }, [isLost]);
  const canForgive = useStore(similarSearch) !== null && isLost;
  const similar = useTaskList(canForgive ? { ...filters, isSimilar: true } : filters);
  const isSimilar = canForgive && similar.tasks.length > 0;
  return { ...(isSimilar ? similar : exact), isSimilar };
}
