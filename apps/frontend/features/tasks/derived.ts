import type { Task } from "@pakaura/contract/task";
import type { TaskStore } from "./task-store.ts";

/** From so many changes at once on, a result is made anew instead of mended. */
const mendedAtMost = 50;

/** How something is made from all tasks, and what one changed task makes of it. */
export type Recipe<Result> = {
  make: (tasks: ReadonlyMap<string, Task>) => Result;
  /** `before` and `after` are the task as it was and is shown; null when the result has to be made anew. */
  mend: (
    result: Result,
    id: string,
    before: Task | undefined,
    after: Task | undefined,
  ) => Result | null;
};

/** Something made from the tasks: the same one until it changes. */
export type Derived<Result> = {
  get: () => Result;
  subscribe: (listener: () => void) => () => void;
};

/** Makes it when it is first asked for, then mends it for as long as somebody listens. */
export function createDerived<Result>(
  store: TaskStore,
  { make, mend }: Recipe<Result>,
): Derived<Result> {
  let last: { result: Result; revision: number } | null = null;

  return {
    get: () => {
      const revision = store.revision();
      if (last?.revision !== revision) last = { result: make(store.tasks), revision };
      return last.result;
    },
    subscribe: (listener) =>
      store.subscribe((changed) => {
        const revision = store.revision();
        // What is not as new as that is made anew, once it is asked for.
        if (last?.revision === revision - 1 && changed !== "all" && changed.size <= mendedAtMost) {
          let result: Result | null = last.result;
          for (const [id, before] of changed) {
            result = mend(result, id, before, store.tasks.get(id));
            if (result === null) break;
          }
          if (result !== null) last = { result, revision };
        }
        listener();
      }),
  };
}
