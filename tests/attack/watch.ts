import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Asks an address all the time, from a thread of its own. */
export type Watch = {
  /** Does something, and tells beside its result how long the address took to answer at most, in milliseconds. */
  longestWhile: <Result>(work: () => Promise<Result>) => Promise<{ result: Result; ms: number }>;
  stop: () => Promise<void>;
};

export function watch(address: string): Watch {
  const watcher = new Worker(new URL("watch-health.ts", import.meta.url), { workerData: address });
  async function told(): Promise<number> {
    watcher.postMessage("");
    const [ms] = (await once(watcher, "message")) as [number];
    return ms;
  }
  return {
    async longestWhile(work) {
      await told();
      const result = await work();
      return { result, ms: await told() };
    },
    async stop() {
      await watcher.terminate();
    },
  };
}
