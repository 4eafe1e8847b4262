import { setTimeout as pause } from "node:timers/promises";
import { EtagMismatch, type State } from "@pakaura/platform/state";
import { Problem } from "@pakaura/service/problem";

/** Longer than a turn takes; so long others wait for a process that has ended in the middle of one. */
const heldSeconds = 20;
const patienceMs = 25_000;
const askAgainMs = 100;

/** Does work of this name once at a time, whichever replica it is asked of. Throws `unavailable` when others hold it for too long. */
export async function oneAtATime<Result>(
  state: State,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const giveUpAtMs = performance.now() + patienceMs;
  while (!(await took(state, name))) {
    if (performance.now() >= giveUpAtMs)
      throw new Problem("unavailable", "The same is being done at this moment.", {
        headers: { "retry-after": "1" },
      });
    await pause(askAgainMs);
  }
  try {
    return await work();
  } finally {
    await state.delete(name);
  }
}

async function took(state: State, name: string): Promise<boolean> {
  try {
    await state.set(name, true, { etag: null, timeToLiveSeconds: heldSeconds });
    return true;
  } catch (error) {
    if (error instanceof EtagMismatch) return false;
    throw error;
  }
}
