import { setImmediate } from "node:timers/promises";

/** How long one piece of work keeps the process to itself, in milliseconds. */
const turnMs = 10;

/** Whoever waits for a turn: they go on one after the other, with everybody's requests in between. */
let line: Promise<void> = Promise.resolve();

/**
 * Lets everybody else have a turn, when this work has had its own: all tasks of somebody take seconds, and
 * nobody else's request waits that long, however many do such work. To be called, and awaited, for every task.
 */
export function takeTurns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < turnMs) return;
    line = line.then(() => setImmediate());
    await line;
    began = performance.now();
  };
}
