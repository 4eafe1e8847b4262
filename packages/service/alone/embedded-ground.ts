import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { countingObserver } from "../event-metrics.ts";
import type { Ground } from "./ground.ts";

type EmbeddedGroundOptions = { name: string; pool: Pool; url: string; log: Logger };

/** On PostgreSQL alone. A service of another process cannot be invoked from here. */
export function createEmbeddedGround({ name, pool, url, log }: EmbeddedGroundOptions): Ground {
  const platform = createEmbeddedPlatform({
    pool,
    url,
    log,
    secrets: {},
    observer: countingObserver,
  });
  return {
    blocks: platform.forService(name),
    wake: () => platform.wake(),
    attach: async (service, app) => platform.attach(service, app),
    start: () => platform.start(),
    untilUp: () => Promise.resolve(),
    stop: () => platform.stop(),
    health: { events: async () => platform.isConnected() },
    lags: () => platform.lags(),
    leadsRelay: () => null,
    kafkaOffsets: () => Promise.resolve(null),
    operations: platform,
  };
}
