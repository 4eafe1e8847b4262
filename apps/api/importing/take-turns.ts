import { setImmediate } from "node:timers/promises";

/** How long one import keeps the process to itself, in milliseconds. */
const turnMs = 10;

/**
 * Lets everybody else have a turn, when this work has had its own: a large file takes seconds, and nobody
 * else's request waits that long. To be called, and awaited, for every task.
 */
export function takeTurns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    await setImmediate();
    began = performance.now();
  };
}
