import { relative } from "node:path";
import { createPool, type Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { awaitSchema } from "./alone/await-schema.ts";
import { beginWithPatience } from "./alone/begin-with-patience.ts";
import type { Ground } from "./alone/ground.ts";
import { type Environment, readSecrets } from "./alone/read-secrets.ts";
import { readConfig } from "./config.ts";
import { createApp } from "./create-app.ts";
import { createDrain, type Drain, drainSetting } from "./drain.ts";
import { refreshEventGauges, refreshPoolGauges } from "./event-metrics.ts";
import { explainFailure } from "./explain-failure.ts";
import { healthRoutes } from "./health.ts";
import { createInternalApp } from "./internal-app.ts";
import { createLogger } from "./logging.ts";
import { metrics, metricsRoute } from "./metrics.ts";
import { operatorRoutes } from "./operators/operator-routes.ts";
import { operatorToken } from "./operators/operator-token.ts";
import { listenOn } from "./port-in-use.ts";
import type { HealthCheck, Service, ServiceContext } from "./service.ts";
import {
  collectorSetting,
  hostSetting,
  logLevelSetting,
  portSetting,
  sampledSetting,
  trustProxySetting,
} from "./settings.ts";
import { handleShutdown, stopWithinMs } from "./shutdown.ts";
import { startTracing } from "./start-tracing.ts";

const settings = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("postgresql://user:password@host:port/database, which the api has migrated"),
  HOST: hostSetting,
  PORT: portSetting(3000),
  INTERNAL_HOST: hostSetting,
  INTERNAL_PORT: portSetting(3001),
  DAPR_HTTP_PORT: z.string().optional(),
  TRUST_PROXY: trustProxySetting,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorSetting,
  OTEL_TRACES_SAMPLER_ARG: sampledSetting,
  LOG_LEVEL: logLevelSetting("info"),
  DRAIN_SECONDS: drainSetting,
  SCHEMA_WAIT_SECONDS: z.coerce
    .number()
    .pipe(z.int().min(0).max(3_600))
    .default(0)
    .describe("for how many seconds to wait for a database with this version's schema"),
};
const settingsSchema = z.object(settings);
type Settings = z.output<typeof settingsSchema>;

type Alone<Shape extends z.ZodRawShape> = {
  name: string;
  /** Settings of the service itself. */
  settings: z.ZodObject<Shape>;
  /** What has to be done with the database before anything else. */
  prepare?: (database: { url: string; log: Log }) => Promise<void>;
  create: (
    context: ServiceContext & {
      pool: Pool;
      databaseUrl: string;
      config: z.output<z.ZodObject<Shape>>;
      /** Tells the readers of the event log that events were committed. */
      wake: () => void;
    },
  ) => Service;
  /** Of the service that looks after the event log: the secret that operators' tokens are made with. */
  operatorSecret?: (config: z.output<z.ZodObject<Shape>>) => string;
};

/**
 * Runs one service as a process of its own, on a database that others use as well: its public routes on
 * `PORT` when it has any, everything else on `INTERNAL_PORT`. Beside a Dapr sidecar (`DAPR_HTTP_PORT`) it
 * stands on Dapr, else on PostgreSQL alone.
 */
export async function runAlone<Shape extends z.ZodRawShape>(alone: Alone<Shape>): Promise<void> {
  try {
    await start(alone);
  } catch (error) {
    console.error(explainFailure(error, `${alone.name} could not start`));
    process.exit(1);
  }
}

type GroundOptions = {
  name: string;
  pool: Pool;
  url: string;
  log: Logger;
  hasEventLog: boolean;
  internalPort: number;
  env: Environment;
};

async function createGround(isOnDapr: boolean, options: GroundOptions): Promise<Ground> {
  if (isOnDapr) {
    const { createDaprGround } = await import("./alone/dapr-ground.ts");
    return createDaprGround(options);
  }
  const { createEmbeddedGround } = await import("./alone/embedded-ground.ts");
  return createEmbeddedGround(options);
}

/** The routes that are for sidecars, operators and whoever watches; never for people. */
async function createInternal(
  options: Pick<Running, "service" | "ground" | "log" | "pool" | "drain" | "token">,
  checks: Record<string, HealthCheck>,
): Promise<FastifyInstance> {
  const { service, ground, log, pool, drain, token } = options;
  const { operations } = ground;
  const internal = createInternalApp({ log });
  healthRoutes(internal, checks, drain);
  metricsRoute(internal, metrics, async () => {
    refreshPoolGauges(pool);
    await refreshEventGauges({ ...ground, deadLetterCounts: operations?.deadLetterCounts });
  });
  const deliveries = createApp({ log, name: service.name });
  await service.internalRoutes(deliveries);
  await ground.attach(service, deliveries, internal);
  if (operations && token !== null)
    await operatorRoutes(internal, { pool, platform: operations, token });
  return internal;
}

async function start<Shape extends z.ZodRawShape>(alone: Alone<Shape>): Promise<void> {
  const { LOG_LEVEL: firstLevel } = readConfig(z.object({ LOG_LEVEL: settings.LOG_LEVEL }));
  const env = await readSecrets(process.env, { log: createLogger(alone.name, firstLevel) });
  const { DATABASE_URL: url, ...shared } = readConfig(settingsSchema, env);
  const config = readConfig(alone.settings, env);
  const { name, operatorSecret } = alone;
  const log = createLogger(name, shared.LOG_LEVEL);
  if (shared.SCHEMA_WAIT_SECONDS > 0)
    await awaitSchema({ url, log, waitMs: shared.SCHEMA_WAIT_SECONDS * 1_000 });
  await alone.prepare?.({ url, log });
  const stopTracing = await startTracing(
    shared.OTEL_EXPORTER_OTLP_ENDPOINT,
    shared.OTEL_TRACES_SAMPLER_ARG,
  );
  const pool = createPool({ url, log });
  const hasEventLog = operatorSecret !== undefined;
  const isOnDapr = shared.DAPR_HTTP_PORT !== undefined;
  const { INTERNAL_PORT: internalPort } = shared;
  const given = { name, pool, url, log, hasEventLog, internalPort, env };
  const ground = await createGround(isOnDapr, given);
  const { blocks: platform, wake } = ground;
  const service = alone.create({ platform, log, pool, databaseUrl: url, wake, config });
  const token = operatorSecret ? operatorToken(operatorSecret(config)) : null;
  const drain = createDrain(shared.DRAIN_SECONDS);
  await run({ service, ground, log, pool, token, config: shared, drain, stopTracing });
}

type Running = {
  service: Service;
  ground: Ground;
  log: Logger;
  pool: Pool;
  token: string | null;
  config: Omit<Settings, "DATABASE_URL">;
  drain: Drain;
  stopTracing: () => Promise<void>;
};

async function run(running: Running) {
  const { service, ground, log, pool, config, drain, stopTracing } = running;
  const checks = { ...service.health, ...ground.health };
  const internal = await createInternal(running, checks);
  const { TRUST_PROXY: trustProxy } = config;
  const open = createApp({ log, name: service.name, trustProxy, logsWrites: true });
  drain.watch(open);
  healthRoutes(open, checks, drain);
  await service.publicRoutes?.(open);

  const stopping = new AbortController();
  handleShutdown({
    log,
    name: service.name,
    deadlineMs: stopWithinMs + config.DRAIN_SECONDS * 1_000,
    stop: async () => {
      stopping.abort();
      await drain.begin();
      await open.close();
      await ground.stop();
      await internal.close();
      await service.stop?.();
      await pool.end();
      await stopTracing();
    },
  });
  // A sidecar goes on when it finds its app listening, and the app waits for the sidecar.
  const command = `node ${relative(process.cwd(), process.argv[1] ?? "")}`;
  const inside = { host: config.INTERNAL_HOST, port: config.INTERNAL_PORT, command };
  await listenOn(internal, { variable: "INTERNAL_PORT", ...inside });
  await ground.start();
  // People can work while the sidecar is away: what they do waits in the event log.
  if (service.publicRoutes)
    await listenOn(open, { variable: "PORT", host: config.HOST, port: config.PORT, command });
  log.info({ host: config.HOST, port: config.PORT }, "listening");
  await ground.untilUp();
  await beginWithPatience(service, log, stopping.signal);
}
