import type { TaskChange, TaskOperation } from "./operation.ts";

let made = 0;

/** A change on its way, for tests; each is later than the last. */
export function onItsWay(change: TaskChange, madeAt = "2026-11-23T10:00:00.000Z"): TaskOperation {
  made += 1;
  return { ...change, key: `key-${made}`, madeAt, order: made };
}
