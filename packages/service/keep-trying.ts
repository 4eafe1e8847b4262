import { setTimeout as delay } from "node:timers/promises";

type Trying = {
  waitMs: number;
  pauseMs?: number;
  /** Whether it may work later; any failure may if not given. */
  isPassing?: (error: unknown) => boolean;
  /** Is told why it does not work yet, each reason once until another one comes. */
  onWait?: (reason: string) => void;
};

/** What the work comes to, which is tried again while its failure may pass. Rejects with the last one after `waitMs`. */
export async function keepTrying<Value>(
  work: () => Promise<Value>,
  { waitMs, pauseMs = 1_000, isPassing = () => true, onWait = () => undefined }: Trying,
): Promise<Value> {
  let told = "";
  for (const since = performance.now(); ; await delay(pauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() - since > waitMs) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) onWait(reason);
      told = reason;
    }
  }
}
