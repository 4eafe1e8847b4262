import type { EmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createApp } from "@pakaura/service/create-app";
import { healthRoutes } from "@pakaura/service/health";
import { metrics, metricsRoute } from "@pakaura/service/metrics";
import type { HealthCheck, Service } from "@pakaura/service/service";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { Settings } from "./config.ts";
import { operatorRoutes } from "./operator-routes.ts";
import { webAppRoutes } from "./web-app-routes.ts";

type ListenersOptions = {
  settings: Settings;
  log: Logger;
  services: Service[];
  platform: EmbeddedPlatform;
  webAppFolder: string | null;
  pool: pg.Pool;
  operatorToken: string;
  restore: (file: string) => Promise<void>;
};

/** `open` is for people and clients; `internal` for this machine only: metrics and the routes of services. */
export type Listeners = { open: FastifyInstance; internal: FastifyInstance };

function allChecks(services: Service[]): Record<string, HealthCheck> {
  return Object.fromEntries(services.flatMap(({ health }) => Object.entries(health)));
}

/** Puts the routes of all services on two listeners, and gives each service's own to the platform. */
export async function createListeners(options: ListenersOptions): Promise<Listeners> {
  const { log, services, platform } = options;
  const open = createApp({ log, name: "public", trustProxy: options.settings.TRUST_PROXY });
  const internal = createApp({ log, name: "internal" });
  const checks = { ...allChecks(services), events: async () => platform.isConnected() };
  healthRoutes(open, checks);
  healthRoutes(internal, checks);
  metricsRoute(internal, metrics, async () => {
    for (const [group, seconds] of await platform.lags()) {
      metrics.eventLag.set({ consumer_group: group }, seconds);
    }
    metrics.deadLetters.reset();
    for (const [service, count] of await platform.deadLetterCounts())
      metrics.deadLetters.set({ service }, count);
  });

  await operatorRoutes(internal, {
    pool: options.pool,
    platform,
    token: options.operatorToken,
    restore: options.restore,
  });
  for (const service of services) {
    await service.publicRoutes?.(open);
    const app = createApp({ log, name: service.name });
    await service.internalRoutes(app);
    await app.ready();
    platform.attach(service, app);
    await internal.register(async (scope) => service.internalRoutes(scope), {
      prefix: `/${service.name}`,
    });
  }
  if (options.webAppFolder !== null) await webAppRoutes(open, options.webAppFolder);
  return { open, internal };
}
