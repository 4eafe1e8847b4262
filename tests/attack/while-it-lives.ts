import assert from "node:assert/strict";
import type { Target } from "./target.ts";
import { watch } from "./watch.ts";

/** Within this everybody else gets an answer, whatever one of them asks. */
const longestWaitMs = 250;
/** On a busy machine one look may be late; what the target does to itself, it does each time. */
const triesAtMost = 6;

/** A route that asks nobody, of the process that the attack is aimed at. */
function probedAddress({ url, form }: Target): string {
  return form === "stack" ? `${url}/api/v1/me` : `${url}/health/live`;
}

/** Does something to the target, and fails when others had to wait for it meanwhile. */
export async function whileItLives<Result>(
  target: Target,
  work: () => Promise<Result>,
): Promise<Result> {
  const watched = watch(probedAddress(target), target.pid);
  const waits: number[] = [];
  try {
    for (let tries = 0; tries < triesAtMost; tries += 1) {
      const { result, ms } = await watched.longestWhile(work);
      if (ms <= longestWaitMs) return result;
      waits.push(Math.round(ms));
    }
  } finally {
    await watched.stop();
  }
  assert.fail(`others waited ${waits.join(", ")} ms`);
}
