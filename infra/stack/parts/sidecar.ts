import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StackTools } from "../stack-tools.ts";
import { answersHttp } from "./answers.ts";
import { freePort } from "./free-port.ts";
import { kafkaUsername } from "./kafka-login.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

const shared = join(import.meta.dirname, "../../dapr");
/** The Dapr resources of Pakaura, which every environment uses as they are. */
export const resourcesFolder = join(shared, "resources");
export const configurationFile = join(shared, "configuration.yaml");
/** How sidecars on one machine find each other. */
const nameResolutionFile = join(import.meta.dirname, "../dapr/name-resolution.yaml");

export type SidecarOptions = Place & {
  tools: StackTools;
  /** The service, and its consumer group. */
  appId: string;
  /** Tells replicas apart, and is `{podName}` in resources. The app id if not given. */
  podName?: string;
  /** The app's internal listener; without one nothing is delivered. */
  appPort?: number;
  /** Folders of Dapr resources, and configuration files, of which a later one goes before an earlier. */
  resources?: string[];
  configurations?: string[];
  kafka: { broker: string };
  redis: { host: string };
  placement?: { address: string };
  scheduler: { address: string };
  /** What the app has to send to the sidecar, and the sidecar to the app. */
  apiToken: string;
  appToken: string;
  /** A JSON object: the secrets by name. */
  secretsFile: string;
  httpPort?: number;
  /** What else resources refer to by `envRef`. */
  environment?: Record<string, string>;
};

export type Sidecar = Part & {
  httpPort: number;
  /** Where Prometheus asks. */
  metricsPort: number;
  /** Resolves when it can publish, schedule and read state. */
  waitUntilOutbound: () => Promise<void>;
};

/**
 * Seconds, milliseconds and failures after which the sidecar leaves the topics of an app until it answers again: no sooner than a
 * minute and a half, since one that comes back while events are on their way to it can lose a topic for good (decision 18).
 */
const appHealth = { interval: 2, timeout: 1_500, threshold: 45 };

function flagsOf(options: SidecarOptions, ports: Record<string, number>): string[] {
  const { appPort, placement, resources = [resourcesFolder] } = options;
  const flags: [string, string | number | boolean][] = [
    ["app-id", options.appId],
    ["dapr-listen-addresses", "127.0.0.1"],
    ["dapr-internal-grpc-listen-address", "127.0.0.1"],
    ["metrics-listen-address", "127.0.0.1"],
    ["scheduler-host-address", options.scheduler.address],
    ["dapr-graceful-shutdown-seconds", 5],
    ["log-as-json", true],
    ...Object.entries(ports),
  ];
  if (placement) flags.push(["placement-host-address", placement.address]);
  if (appPort !== undefined) {
    flags.push(
      ["app-port", appPort],
      ["enable-app-health-check", true],
      ["app-health-check-path", "/health/live"],
      ["app-health-probe-interval", appHealth.interval],
      ["app-health-probe-timeout", appHealth.timeout],
      ["app-health-threshold", appHealth.threshold],
    );
  }
  for (const folder of resources) flags.push(["resources-path", folder]);
  for (const file of [...(options.configurations ?? [configurationFile]), nameResolutionFile])
    flags.push(["config", file]);
  return flags.map(([name, value]) => `--${name}=${value}`);
}

/**
 * Starts a Dapr sidecar and resolves when its API answers; whether it reaches what it needs is for
 * `waitUntilOutbound`. It goes on by itself once the app listens.
 */
export async function startSidecar(options: SidecarOptions): Promise<Sidecar> {
  const podName = options.podName ?? options.appId;
  const ports = {
    "dapr-http-port": options.httpPort ?? (await freePort()),
    "dapr-grpc-port": await freePort(),
    "dapr-internal-grpc-port": await freePort(),
    "metrics-port": await freePort(),
  };
  const httpPort = ports["dapr-http-port"];
  const health = `http://127.0.0.1:${httpPort}/v1.0/healthz`;
  const part = await startPart({
    name: `${podName}-sidecar`,
    command: options.tools.daprd,
    args: flagsOf(options, ports),
    environment: {
      KAFKA_BROKERS: options.kafka.broker,
      KAFKA_USERNAME: kafkaUsername,
      KAFKA_SASL_MECHANISM: "PLAIN",
      // It is reached on this machine alone, and by nobody who reads along.
      KAFKA_DISABLE_TLS: "true",
      REDIS_HOST: options.redis.host,
      SECRETS_FILE: options.secretsFile,
      NAME_RESOLUTION_FILE: join(options.dataFolder, "name-resolution.sqlite"),
      POD_NAME: podName,
      NAMESPACE: "pakaura",
      DAPR_HOST_IP: "127.0.0.1",
      DAPR_API_TOKEN: options.apiToken,
      APP_API_TOKEN: options.appToken,
      ...options.environment,
    },
    ...placeOf(options, `${podName}-sidecar`),
    isReady: () => answersAtAll(health),
  });
  async function waitUntilOutbound(): Promise<void> {
    while (!(await answersHttp(`${health}/outbound`).catch(() => false))) {
      if (part.pid() === null) throw new Error(`${part.name} ended; see ${part.logFile}`);
      await delay(50);
    }
  }
  return { ...part, httpPort, metricsPort: ports["metrics-port"], waitUntilOutbound };
}

async function answersAtAll(url: string): Promise<boolean> {
  await answersHttp(url);
  return true;
}
