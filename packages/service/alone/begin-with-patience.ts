import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Service } from "../service.ts";

const retryMs = 1_000;

/** What a service begins by itself, such as daily jobs: tried until it works. */
export async function beginWithPatience(
  service: Pick<Service, "start">,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; service.start && !signal.aborted; tries += 1) {
    try {
      await service.start();
      break;
    } catch (error) {
      if (tries === 1) log.warn({ error: String(error) }, "The service could not begin yet");
      await delay(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  if (!signal.aborted) log.info("ready");
}
