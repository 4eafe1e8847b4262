import type { Log } from "@pakaura/database/connection";
import { wait } from "../log/wait.ts";
import type { Sidecar } from "./sidecar.ts";

export type SidecarWatch = {
  /** Whether it answered when it was last asked. */
  isUp: () => boolean;
  /** Resolves when it is up, or the signal is aborted. */
  untilUp: (signal: AbortSignal) => Promise<void>;
  stop: () => Promise<void>;
};

/** Asks the sidecar again and again whether it is there. */
export function watchSidecar(
  { sidecar, log }: { sidecar: Sidecar; log: Log },
  intervalMs = 500,
): SidecarWatch {
  const stopping = new AbortController();
  let isUp = false;

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const wasUp = isUp;
      isUp = await sidecar.isReady();
      if (isUp !== wasUp && !stopping.signal.aborted)
        log[isUp ? "info" : "warn"]({ isUp }, isUp ? "The sidecar is up" : "The sidecar is away");
      await wait(isUp ? intervalMs : intervalMs / 5, stopping.signal);
    }
  }

  const watching = watch();
  return {
    isUp: () => isUp,
    async untilUp(signal) {
      while (!isUp && !signal.aborted && !stopping.signal.aborted) await wait(20, signal);
    },
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
