import { setTimeout as delay } from "node:timers/promises";

/** Waits, or less when the signal is aborted. Does not keep the process alive, never rejects. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}

/** The delay before try number `tries + 1`: doubling from the first, up to the longest. */
export function backoffMs(
  tries: number,
  { firstDelayMs, maxDelayMs }: { firstDelayMs: number; maxDelayMs: number },
) {
  return Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(tries - 1, 20));
}
