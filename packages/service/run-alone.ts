import { createPool } from "@pakaura/database/connection";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import type { Pool } from "pg";
import { z } from "zod";
import { ConfigError, readConfig } from "./config.ts";
import { createApp } from "./create-app.ts";
import { healthRoutes } from "./health.ts";
import { createLogger, logLevels } from "./logging.ts";
import { metricsRoute } from "./metrics.ts";
import type { Service, ServiceContext } from "./service.ts";
import { handleShutdown } from "./shutdown.ts";

const port = (fallback: number) =>
  z.coerce
    .number()
    .pipe(z.int().min(0).max(65_535))
    .default(fallback)
    .describe("a port number from 0 to 65535, 0 for any free one");

const settings = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("postgresql://user:password@host:port/database, which the api has migrated"),
  HOST: z.string().max(253).default("127.0.0.1").describe("a host name or an IP address"),
  PORT: port(3000),
  INTERNAL_PORT: port(3001),
  LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
};

type Alone<Shape extends z.ZodRawShape> = {
  name: string;
  /** Settings of the service itself. */
  settings: z.ZodObject<Shape>;
  create: (
    context: ServiceContext & { pool: Pool; config: z.output<z.ZodObject<Shape>> },
  ) => Service;
};

/**
 * Runs one service as a process of its own, on a database that others use as well: its public routes
 * on `PORT` when it has any, health and metrics on `INTERNAL_PORT` of the loopback address.
 */
export async function runAlone<Shape extends z.ZodRawShape>(alone: Alone<Shape>): Promise<void> {
  try {
    await start(alone);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
}

async function start<Shape extends z.ZodRawShape>(alone: Alone<Shape>): Promise<void> {
  const { DATABASE_URL: url, ...config } = readConfig(z.object(settings));
  const log = createLogger(alone.name, config.LOG_LEVEL);
  const pool = createPool({ url, log });
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {} });
  const service = alone.create({
    platform: platform.forService(alone.name),
    log,
    pool,
    config: readConfig(alone.settings),
  });

  const deliveries = createApp({ log, name: alone.name });
  await service.internalRoutes(deliveries);
  platform.attach(service, deliveries);
  const internal = createApp({ log, name: "internal" });
  healthRoutes(internal, service.health);
  metricsRoute(internal);
  const open = createApp({ log, name: "public" });
  healthRoutes(open, service.health);
  await service.publicRoutes?.(open);

  await platform.start();
  await service.start?.();
  await internal.listen({ host: "127.0.0.1", port: config.INTERNAL_PORT });
  if (service.publicRoutes) await open.listen({ host: config.HOST, port: config.PORT });
  log.info({ host: config.HOST, port: config.PORT }, "ready");

  handleShutdown({
    log,
    stop: async () => {
      await open.close();
      await platform.stop();
      await internal.close();
      await service.stop?.();
      await pool.end();
    },
  });
}
