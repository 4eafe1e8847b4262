import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { takeInstanceLock } from "@pakaura/database/instance-lock";
import { migrate } from "@pakaura/database/migrate";
import { prepareServiceRole, serviceRoleName, urlAs } from "@pakaura/database/service-role";
import { allOrNone } from "./all-or-none.ts";
import { type Backbone, startBackbone } from "./backbone.ts";
import { keepRunning } from "./keep-running.ts";
import type { Part } from "./parts/part.ts";
import { type Postgres, startPostgres } from "./parts/postgres.ts";
import type { StackTools } from "./stack-tools.ts";
import { type Replica, type ReplicaContext, startReplica } from "./replica.ts";
import { type Replicas, serviceNames } from "./services.ts";
import { readStackSecrets } from "./stack-secrets.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

export type StackOptions = {
  tools: StackTools;
  /** Everything that is kept, and the logs. */
  dataFolder: string;
  webAppFolder: string;
  replicas: Replicas;
  host: string;
  port: number;
  logLevel: string;
  secret?: string;
  /** Of each topic that is made, instead of those of infra/kafka. */
  partitions?: number;
  /** Aborts the start between two steps. */
  signal?: AbortSignal;
  /** Tells what crashed and came back; without it nothing that crashes is started again. */
  say?: (line: string) => void;
};

export type Stack = {
  url: string;
  postgres: Postgres;
  backbone: Backbone;
  replicas: Replica[];
  webServer: WebServer;
  logFolder: string;
  stop: () => Promise<void>;
};

type Steps = { undo: (() => unknown)[] };

/**
 * Starts PostgreSQL, Kafka, Redis, Dapr and every service as processes of this machine. When one does
 * not start, those that did are stopped again, and the error says why.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const steps: Steps = { undo: [] };
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= undoAll(steps));
  try {
    return { ...(await startAll(options, steps)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In the reverse of the order of the start. One that fails does not keep the others. */
async function undoAll({ undo }: Steps): Promise<void> {
  const errors: unknown[] = [];
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "A part of the stack did not stop");
}

async function startAll(options: StackOptions, { undo }: Steps): Promise<Omit<Stack, "stop">> {
  const { dataFolder, signal } = options;
  const place = { dataFolder, logFolder: join(dataFolder, "logs") };
  mkdirSync(place.logFolder, { recursive: true, mode: 0o700 });
  undo.push(takeInstanceLock(dataFolder).release);
  const secrets = readStackSecrets(dataFolder, options.secret);

  const [postgres, backbone] = await allOrNone<[Postgres, Backbone]>([
    startPostgres(place, { say: options.say }),
    startBackbone({
      ...place,
      tools: options.tools,
      partitions: options.partitions,
      redisPassword: secrets["redis-password"],
      kafkaPassword: secrets["kafka-password"],
    }),
  ]);
  undo.push(postgres.stop, backbone.stop);
  signal?.throwIfAborted();
  await migrate({ url: postgres.url() });
  const role = { name: serviceRoleName };
  await prepareServiceRole(postgres.url(), role);

  const context: ReplicaContext = {
    ...place,
    tools: options.tools,
    backbone,
    databaseUrl: urlAs(postgres.url(), role),
    secrets,
    logLevel: options.logLevel,
  };
  const replicas = await startReplicas(options.replicas, context);
  undo.push(() => Promise.all(replicas.map((replica) => replica.stop())));
  signal?.throwIfAborted();
  const webServer = await startWebServer({ ...place, ...options, replicas });
  undo.push(webServer.stop);

  const { say } = options;
  if (say) {
    const { kafka, redis, placement, scheduler } = backbone;
    const processes = replicas.flatMap(({ app, sidecar }) => [app, sidecar]);
    const parts: Part[] = [kafka, redis, placement, scheduler, ...processes, webServer];
    undo.push(...parts.map((part) => keepRunning(part, say)));
  }
  const name = options.host === "127.0.0.1" ? "localhost" : options.host;
  const url = `http://${name}:${webServer.port}`;
  return { url, postgres, backbone, replicas, webServer, logFolder: place.logFolder };
}

function startReplicas(replicas: Replicas, context: ReplicaContext): Promise<Replica[]> {
  const wanted = serviceNames
    .filter((service) => service !== "frontend")
    .flatMap((service) =>
      Array.from({ length: replicas[service] }, (_, index) => [service, index + 1] as const),
    );
  return allOrNone<Replica[]>(
    wanted.map(([service, number]) => startReplica(service, number, context)),
  );
}
