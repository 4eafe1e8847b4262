import type { Task } from "@pakaura/contract/task";
import type { ListRules } from "./match-task.ts";
import { placeTask } from "./place-task.ts";
import type { Changed, TaskStore } from "./task-store.ts";

/** From so many changes at once on, a list is made anew instead of mended. */
const mendedAtMost = 50;

/** A list of the tasks that match some rules, in their order. */
export type Selection = {
  get: () => readonly Task[];
  subscribe: (listener: () => void) => () => void;
};

/** Selects from the store when first asked, then follows what changes for as long as somebody listens. */
export function createSelection(store: TaskStore, rules: ListRules): Selection {
  let selected: readonly Task[] = [];
  let selectedAt = -1;

  function selectAll(): void {
    const matching = [...store.tasks.values()].filter((task) => rules.matches(task));
    selected = matching.toSorted((left, right) => rules.compare(left, right));
  }

  function follow(changed: Changed): void {
    // Asked for the first time only now, or not since other changes.
    if (selectedAt !== store.revision() - 1) return;
    selectedAt = store.revision();
    if (changed === "all" || changed.size > mendedAtMost) selectAll();
    else for (const id of changed) selected = placeTask(selected, id, store.tasks.get(id), rules);
  }

  return {
    get: () => {
      if (selectedAt !== store.revision()) {
        selectedAt = store.revision();
        selectAll();
      }
      return selected;
    },
    subscribe: (listener) =>
      store.subscribe((changed) => {
        follow(changed);
        listener();
      }),
  };
}
