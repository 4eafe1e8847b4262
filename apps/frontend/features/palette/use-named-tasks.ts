import type { Task } from "@pakaura/contract/task";
import { useMemo } from "react";
import { useTaskList } from "../tasks/task-queries.ts";
import { rank } from "./rank.ts";

const mostFound = 12;

/** The tasks that a query of the palette finds, open ones first. */
export function useFoundTasks(query: string): readonly Task[] {
  const search = query.trim();
  const { tasks } = useTaskList({ search, sort: "created_at", order: "desc" });
  return useMemo(() => {
    if (search === "") return [];
    const named = tasks.map((task) => ({ id: task.id, words: task.title, task }));
    return rank(named, search, [])
      .map(({ task }) => task)
      .toSorted((left, right) => Number(left.completed) - Number(right.completed))
      .slice(0, mostFound);
  }, [tasks, search]);
}
