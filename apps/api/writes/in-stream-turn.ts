import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { heldTooLong } from "./database-problem.ts";
import { retryPauseMs } from "./retry-pause.ts";

const patienceMs = 5_000;

/** By the pool of a process and the user: the end of the last turn that was given out. */
const turns = new WeakMap<pg.Pool, Map<string, Promise<void>>>();

/**
 * Makes an attempt to write for a user, and another after a pause while it gives `busy`. In one process
 * one after the other for each user, and nothing is held by whoever waits, a connection least of all.
 * Throws `unavailable` when the user's stream stays locked.
 */
export async function inStreamTurn<Result extends object>(
  pool: pg.Pool,
  userId: string,
  attempt: () => Promise<Result | "busy">,
): Promise<Result> {
  const ofPool = turns.get(pool) ?? new Map<string, Promise<void>>();
  turns.set(pool, ofPool);
  const giveUpAtMs = performance.now() + patienceMs;
  const result = (ofPool.get(userId) ?? Promise.resolve()).then(() =>
    tryUntil(giveUpAtMs, attempt),
  );
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  ofPool.set(userId, ended);
  void ended.then(() => ofPool.get(userId) === ended && ofPool.delete(userId));
  return result;
}

async function tryUntil<Result extends object>(
  giveUpAtMs: number,
  attempt: () => Promise<Result | "busy">,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const startedAtMs = performance.now();
    const result = await attempt();
    if (result !== "busy") return result;
    const nowMs = performance.now();
    if (nowMs >= giveUpAtMs) throw heldTooLong();
    await pause(retryPauseMs(tries, nowMs - startedAtMs));
  }
}
