import type { Task } from "@pakaura/contract/task";
import { createDerived, type Derived } from "./derived.ts";
import type { ListRules } from "./match-task.ts";
import { placeTask } from "./place-task.ts";
import type { TaskStore } from "./task-store.ts";

/** A list of the tasks that match some rules, in their order. */
export type Selection = Derived<readonly Task[]>;

/** Selects from the store. */
export function createSelection(store: TaskStore, rules: ListRules): Selection {
  return createDerived<readonly Task[]>(store, {
    make: (tasks) =>
      [...tasks.values()]
        .filter((task) => rules.matches(task))
        .toSorted((left, right) => rules.compare(left, right)),
    mend: (selected, id, _before, after) => placeTask(selected, id, after, rules),
  });
}

/** Counts what a list would hold. */
export function createCount(store: TaskStore, rules: ListRules): Derived<number> {
  const countOf = (task: Task | undefined): number => (task && rules.matches(task) ? 1 : 0);
  return createDerived(store, {
    make: (tasks) => tasks.values().reduce((count, task) => count + countOf(task), 0),
    mend: (count, _id, before, after) => count - countOf(before) + countOf(after),
  });
}
