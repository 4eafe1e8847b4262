import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Target } from "./target.ts";

/** Within this everybody else gets an answer, whatever one of them asks. */
const longestWaitMs = 250;
/** On a busy machine one look may be late; what the target does to itself, it does each time. */
const triesAtMost = 6;

/** A route that asks nobody, of the process that the attack is aimed at. */
function probedAddress({ url, form }: Target): string {
  return form === "stack" ? `${url}/api/v1/me` : `${url}/health/live`;
}

async function longestWait<Result>(address: string, work: () => Promise<Result>) {
  const watcher = new Worker(new URL("./watch-health.ts", import.meta.url), {
    workerData: address,
  });
  const told = async (): Promise<number> => {
    watcher.postMessage("");
    const [ms] = (await once(watcher, "message")) as [number];
    return ms;
  };
  try {
    await told();
    const result = await work();
    return { result, waitedMs: await told() };
  } finally {
    await watcher.terminate();
  }
}

/** Does something to the target, and fails when others had to wait for it meanwhile. */
export async function whileItLives<Result>(
  target: Target,
  work: () => Promise<Result>,
): Promise<Result> {
  const waits: number[] = [];
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const { result, waitedMs } = await longestWait(probedAddress(target), work);
    if (waitedMs <= longestWaitMs) return result;
    waits.push(Math.round(waitedMs));
  }
  assert.fail(`others waited ${waits.join(", ")} ms`);
}
