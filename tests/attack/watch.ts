import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { processorSeconds } from "../processor-seconds.ts";

/** Asks an address all the time, from a thread of its own. */
export type Watch = {
  /**
   * Does something, and tells beside its result how long the address took to answer at most, in milliseconds:
   * no more than the processor time that the process behind it used, as the rest is others' on this machine.
   */
  longestWhile: <Result>(work: () => Promise<Result>) => Promise<{ result: Result; ms: number }>;
  stop: () => Promise<void>;
};

/** Watches an address; `pid` is the process behind it, where that is one and is known. */
export function watch(address: string, pid: number | null = null): Watch {
  const watcher = new Worker(new URL("watch-health.ts", import.meta.url), { workerData: address });
  async function told(): Promise<number> {
    watcher.postMessage("");
    const [ms] = (await once(watcher, "message")) as [number];
    return ms;
  }
  const isKnown = pid !== null && process.platform === "linux";
  const usedMs = (): number => (isKnown ? processorSeconds(pid) * 1_000 : 0);
  return {
    async longestWhile(work) {
      await told();
      const before = usedMs();
      const result = await work();
      const ms = await told();
      return { result, ms: isKnown ? Math.min(ms, usedMs() - before) : ms };
    },
    async stop() {
      await watcher.terminate();
    },
  };
}
