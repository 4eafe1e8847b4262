import type { Part } from "./parts/part.ts";

const firstWaitMs = 500;
const longestWaitMs = 15_000;
/** One that ran this long had started well, and the next crash is another matter. */
const healthyMs = 30_000;

/**
 * Starts a part again whenever it crashes, after a pause that grows, as a cluster does. Returns how to
 * give up on it.
 */
export function keepRunning(part: Part, say: (line: string) => void): () => void {
  let hasGivenUp = false;
  let waitMs = firstWaitMs;
  let startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  async function startAgain(): Promise<void> {
    startedAt = performance.now();
    try {
      await part.restart();
      say(`${part.name} runs again (process ${part.pid()})`);
    } catch (error) {
      if (hasGivenUp) return;
      const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
      later(`${reason}; see ${part.logFile}`);
    }
  }

  function later(reason: string): void {
    if (performance.now() - startedAt > healthyMs) waitMs = firstWaitMs;
    say(`${reason}; starting it again in ${waitMs / 1_000} s`);
    timer = setTimeout(() => void startAgain(), waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  }

  part.onCrash((reason) => {
    if (!hasGivenUp) later(`${part.name} ended (${reason})`);
  });
  return () => {
    hasGivenUp = true;
    clearTimeout(timer);
  };
}
