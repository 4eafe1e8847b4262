import type { Worker } from "node:worker_threads";

/** How often each thread is asked; what it takes in between is bounded by how much one file can become. */
const askAgainMs = 100;
const bytesInMegabyte = 1_048_576;

/**
 * Ends threads whose heap outgrows the limit. The engine's own limit of a thread may end the whole process instead of
 * the thread (https://github.com/nodejs/node/issues/47224), so it stands far above this one. Asks only
 * while `isWorking`. Returns how to stop.
 */
export function watchMemory(
  threads: () => readonly Worker[],
  { limitMegabytes, isWorking }: { limitMegabytes: number; isWorking: () => boolean },
): () => void {
  const asked = new Set<Worker>();

  async function look(thread: Worker): Promise<void> {
    if (asked.has(thread)) return;
    asked.add(thread);
    try {
      const { used_heap_size } = await thread.getHeapStatistics();
      if (used_heap_size > limitMegabytes * bytesInMegabyte) await thread.terminate();
    } catch {
      // It has ended, or has not begun.
    } finally {
      asked.delete(thread);
    }
  }

  const timer = setInterval(() => {
    if (isWorking()) for (const thread of threads()) void look(thread);
  }, askAgainMs);
  timer.unref();
  return () => clearInterval(timer);
}
