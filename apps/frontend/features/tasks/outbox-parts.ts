import type { Task } from "@pakaura/contract/task";
import type { Store } from "../../lib/store.ts";
import type { Operation, TaskOperation } from "./operation.ts";

/** The items in parts of at most `size`. */
export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Waits until a list is empty, at most so long (milliseconds); false when something is left. */
export function whenEmpty(
  list: Pick<Store<readonly unknown[]>, "get" | "subscribe">,
  patienceMs: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const isEmpty = (): boolean => list.get().length === 0;
    const finish = (): void => {
      clearTimeout(timer);
      stop();
      resolve(isEmpty());
    };
    const check = (): void => {
      if (isEmpty()) finish();
    };
    const stop = list.subscribe(check);
    const timer = setTimeout(finish, patienceMs);
    check();
  });
}

/** What the answer to an operation, known by its order, makes of those that were made on top of it. */
export type Rebase = {
  order: number;
  task: Task;
  rebase: (waiting: TaskOperation) => TaskOperation;
};

/** An operation that is no longer part of a group. */
export function alone<One extends Operation>(operation: One): One {
  const copy = { ...operation };
  delete copy.group;
  return copy;
}

export function inOrder(operations: readonly Operation[]): Operation[] {
  return operations.toSorted((left, right) => left.order - right.order);
}
