import { join } from "node:path";
import { allOrNone } from "./all-or-none.ts";
import type { Backbone } from "./backbone.ts";
import { answersHttp } from "./parts/answers.ts";
import { freePort } from "./parts/free-port.ts";
import { type Part, startPart } from "./parts/part.ts";
import type { Kafka } from "./parts/run-kafka.ts";
import { type Place, placeOf } from "./parts/place.ts";
import { type Sidecar, startSidecar } from "./parts/sidecar.ts";
import type { StackTools } from "./stack-tools.ts";
import { appIds, handedOn, type SidecarService } from "./services.ts";
import type { StackSecrets } from "./stack-secrets.ts";

const root = join(import.meta.dirname, "../..");

export type ReplicaContext = Place & {
  tools: StackTools;
  backbone: Backbone;
  databaseUrl: string;
  secrets: StackSecrets;
  logLevel: string;
};

/** One process of a service, with its sidecar. */
export type Replica = {
  service: SidecarService;
  number: number;
  app: Part;
  sidecar: Sidecar;
  /** Its public listener. */
  url: string;
  port: number;
  /** Where its sidecar, operators and whoever watches reach it. */
  internalPort: number;
  stop: () => Promise<void>;
};

/** How one of apps/ is started on this machine: its entry, on the Node that runs us. */
export function nodeCommand(app: string): { command: string; args: string[] } {
  return { command: process.execPath, args: [join(root, `apps/${app}/main.ts`)] };
}

/** What every process of ours gets from the environment that the stack was started in. */
export function commonEnvironment(): Record<string, string> {
  const given = [...handedOn, "PATH", "NODE_COMPILE_CACHE", "TZ"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Six processes of much the same code: without it each would compile it anew.
  return { NODE_COMPILE_CACHE: join(root, ".cache", "node"), ...Object.fromEntries(given) };
}

/** Of the service whose operators look after consumer groups: no other speaks to Kafka itself. */
function kafkaEnvironment({ access: { bootstrapBrokers, sasl } }: Kafka): Record<string, string> {
  return {
    KAFKA_BROKERS: bootstrapBrokers.join(","),
    KAFKA_USERNAME: sasl.username,
    KAFKA_PASSWORD: sasl.password,
  };
}

/** A sidecar sends its part of a trace to where its service does. */
function tracing(): Record<string, string> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector } = process.env;
  if (collector === undefined || collector === "") return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_EXPORTER_OTLP_INSECURE: String(!collector.startsWith("https:")),
    OTEL_EXPORTER_OTLP_PROTOCOL: "http",
  };
}

/** Starts a service and its sidecar side by side; resolves when the service says that it is ready. */
export async function startReplica(
  service: SidecarService,
  number: number,
  context: ReplicaContext,
): Promise<Replica> {
  const { secrets, backbone, tools } = context;
  const podName = `${service}-${number}`;
  const [port, internalPort, httpPort] = [await freePort(), await freePort(), await freePort()];
  const tokens = { apiToken: secrets["dapr-api-token"], appToken: secrets["app-api-token"] };
  const startingApp = startPart({
    name: podName,
    ...nodeCommand(service),
    environment: {
      ...commonEnvironment(),
      DATABASE_URL: context.databaseUrl,
      HOST: "127.0.0.1",
      PORT: String(port),
      INTERNAL_PORT: String(internalPort),
      PAKAURA_SECRET: secrets.session,
      LOG_LEVEL: context.logLevel,
      // The web server in front of it tells who asks: one hop, whatever is in front of that.
      TRUST_PROXY: "1",
      POD_NAME: podName,
      POD_IP: "127.0.0.1",
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_API_TOKEN: tokens.apiToken,
      APP_API_TOKEN: tokens.appToken,
      ...(service === "api" ? kafkaEnvironment(backbone.kafka) : {}),
    },
    ...placeOf(context, podName),
    isReady: () => answersHttp(`http://127.0.0.1:${internalPort}/health/ready`),
    stopMs: 6_000,
  });
  const startingSidecar = startSidecar({
    ...context,
    ...backbone,
    ...tokens,
    tools,
    appId: appIds[service],
    podName,
    appPort: internalPort,
    httpPort,
    secretsFile: secrets.file,
    environment: tracing(),
  });
  const [app, sidecar] = await allOrNone<[Part, Sidecar]>([startingApp, startingSidecar]);
  const stop = async (): Promise<void> => {
    // First the service, while it can still reach its sidecar.
    await app.stop();
    await sidecar.stop();
  };
  const url = `http://127.0.0.1:${port}`;
  return { service, number, app, sidecar, port, internalPort, url, stop };
}
