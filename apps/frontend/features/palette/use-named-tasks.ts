import type { Task } from "@pakaura/contract/task";
import { useMemo } from "react";
import { useFoundTasks } from "../tasks/use-found-tasks.ts";
import { rank } from "./rank.ts";

const mostFound = 12;

/** The tasks that a query of the palette finds, open ones first; `isSimilar` when none has its words. */
export function useNamedTasks(query: string): { tasks: readonly Task[]; isSimilar: boolean } {
  const search = query.trim();
  const { tasks, isSimilar } = useFoundTasks({ search, sort: "created_at", order: "desc" });
  return useMemo(() => {
    if (search === "") return { tasks: [], isSimilar: false };
    const named = tasks.map((task) => ({ id: task.id, words: task.title, task }));
    const found = isSimilar ? named : rank(named, search, []);
    const sorted = found
      .map(({ task }) => task)
      .toSorted((left, right) => Number(left.completed) - Number(right.completed))
      .slice(0, mostFound);
    return { tasks: sorted, isSimilar };
  }, [tasks, search, isSimilar]);
}
