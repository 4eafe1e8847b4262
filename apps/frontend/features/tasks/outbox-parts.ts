import type { Store } from "../../lib/store.ts";

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
