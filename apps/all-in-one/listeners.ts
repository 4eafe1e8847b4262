import type { EmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createApp } from "@pakaura/service/create-app";
import { refreshEventGauges, refreshPoolGauges } from "@pakaura/service/event-metrics";
import { healthRoutes } from "@pakaura/service/health";
import { createInternalApp } from "@pakaura/service/internal-app";
import { metrics, metricsRoute } from "@pakaura/service/metrics";
import type { HealthCheck, Service } from "@pakaura/service/service";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { Settings } from "./config.ts";
import { operatorRoutes } from "@pakaura/service/operators/operator-routes";
import { webAppRoutes } from "@pakaura/web-app/web-app-routes";

type ListenersOptions = {
  settings: Settings;
  /** The log of a service. */
  logOf: (service: string) => Logger;
  services: Service[];
  platform: EmbeddedPlatform;
  webAppFolder: string | null;
  pool: pg.Pool;
  operatorToken: string;
  /** Checks of what the services do not know of, or better ones than theirs. */
  health?: Record<string, HealthCheck>;
  restore: (file: string) => Promise<void>;
};

/** `open` is for people and clients; `internal` for this machine only: health, metrics and the operators' routes. */
export type Listeners = { open: FastifyInstance; internal: FastifyInstance };

function allChecks(services: Service[]): Record<string, HealthCheck> {
  return Object.fromEntries(services.flatMap(({ health }) => Object.entries(health)));
}

/**
 * Puts what people use on one listener, and what operators use on another. The routes by which services reach each
 * other are on neither: the platform calls them within the process.
 */
export async function createListeners(options: ListenersOptions): Promise<Listeners> {
  const { logOf, services, platform } = options;
  const log = logOf("pakaura");
  const { TRUST_PROXY: trustProxy } = options.settings;
  const open = createApp({ log, name: "public", trustProxy, logsWrites: true });
  const internal = createInternalApp({ log });
  const events = async () => platform.isConnected();
  const checks = { ...allChecks(services), events, ...options.health };
  healthRoutes(open, checks);
  healthRoutes(internal, checks);
  metricsRoute(internal, metrics, async () => {
    refreshPoolGauges(options.pool);
    await refreshEventGauges(platform);
  });

  await operatorRoutes(internal, {
    pool: options.pool,
    platform,
    token: options.operatorToken,
    restore: options.restore,
  });
  for (const service of services) {
    await service.publicRoutes?.(open);
    const app = createApp({ log: logOf(service.name), name: service.name });
    await service.internalRoutes(app);
    platform.attach(service, app);
  }
  if (options.webAppFolder !== null) await webAppRoutes(open, options.webAppFolder);
  return { open, internal };
}
