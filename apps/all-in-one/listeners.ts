import type { EmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createApp } from "@pakaura/service/create-app";
import { refreshEventGauges } from "@pakaura/service/event-metrics";
import { healthRoutes } from "@pakaura/service/health";
import { metrics, metricsRoute } from "@pakaura/service/metrics";
import type { HealthCheck, Service } from "@pakaura/service/service";
import type { FastifyInstance, InjectOptions } from "fastify";
import type pg from "pg";
import type { Logger } from "pino";
import type { Settings } from "./config.ts";
import { operatorRoutes } from "@pakaura/service/operators/operator-routes";
import { webAppRoutes } from "@pakaura/web-app/web-app-routes";

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

/** Hands what comes for a service on the internal listener to the app that has its routes. */
function passOn(internal: FastifyInstance, name: string, app: FastifyInstance): void {
  internal.route({
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: `/${name}/*`,
    handler: async ({ method, url, headers, body }, reply) => {
      const path = url.slice(name.length + 1);
      const { "content-length": _length, "transfer-encoding": _encoding, ...rest } = headers;
      const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
      const answer = await app.inject({
        method,
        url: path,
        headers: rest,
        ...payload,
      } as InjectOptions);
      return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
    },
  });
}

/** Puts the routes of all services on two listeners, and gives each service's own to the platform. */
export async function createListeners(options: ListenersOptions): Promise<Listeners> {
  const { log, services, platform } = options;
  const open = createApp({ log, name: "public", trustProxy: options.settings.TRUST_PROXY });
  const internal = createApp({ log, name: "internal" });
  const checks = { ...allChecks(services), events: async () => platform.isConnected() };
  healthRoutes(open, checks);
  healthRoutes(internal, checks);
  metricsRoute(internal, metrics, () => refreshEventGauges(platform));

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
    platform.attach(service, app);
    passOn(internal, service.name, app);
  }
  if (options.webAppFolder !== null) await webAppRoutes(open, options.webAppFolder);
  return { open, internal };
}
