import { createApp } from "@pakaura/service/create-app";
import { healthRoutes } from "@pakaura/service/health";
import { createLogger } from "@pakaura/service/logging";
import { freePort } from "@pakaura/stack/parts/free-port";
import { type Sidecar, startSidecar } from "@pakaura/stack/parts/sidecar";
import { join } from "node:path";
import type { TestService } from "../platform.case.ts";
import { createDaprPlatform, type DaprPlatform, type EventLog } from "./create-platform.ts";
import { type Backbone, tokens } from "./test-backbone.ts";
import { writeResources } from "./test-resources.ts";

/** One service beside its sidecar, as on a cluster. */
export type TestReplica = {
  platform: DaprPlatform;
  sidecar: Sidecar;
  internalPort: number;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};

export type ReplicaOptions = {
  backbone: Backbone;
  /** Apart from everything that others do on the backbone. */
  namespace: string;
  /** Of this replica, in its namespace. */
  podName: string;
  service: TestService;
  retry: { maxTries: number; firstDelayMs: number; maxDelayMs: number };
  eventLog?: EventLog;
  /** Called when the service runs and its sidecar does not yet. */
  beforeSidecar?:
    | ((alone: Pick<TestReplica, "platform" | "internalPort">) => Promise<void>)
    | undefined;
};

export async function startReplica(options: ReplicaOptions): Promise<TestReplica> {
  const { backbone, namespace, service, retry, eventLog } = options;
  const { name, subscriptions, app } = service;
  const log = createLogger(name, process.env["PAKAURA_TEST_LOG"] ? "info" : "silent");
  const internal = createApp({ log, name: "internal" });
  const httpPort = await freePort();
  const platform = createDaprPlatform({
    name,
    port: httpPort,
    apiToken: tokens.api,
    appToken: tokens.app,
    log,
    retry,
    lockRetryMs: 100,
    eventLog,
  });
  healthRoutes(internal, { dapr: async () => platform.isUp() });
  await platform.attach(subscriptions, app, internal);
  const internalPort = await freePort();
  await internal.listen({ host: "127.0.0.1", port: internalPort });
  await platform.start();
  await options.beforeSidecar?.({ platform, internalPort });

  const podName = `${namespace}-${options.podName}`;
  const resources = join(backbone.dataFolder, `${podName}-resources`);
  // Subscribed to by the platform itself, and not by the service.
  const deadLetters = { topic: "dead-letters", route: "/events/dead-letters" };
  const all = [...subscriptions, ...(eventLog ? [deadLetters] : [])];
  writeResources(resources, all);
  const sidecar = await startSidecar({
    ...backbone,
    appId: name,
    podName,
    httpPort,
    appPort: internalPort,
    resources: [resources],
    apiToken: tokens.api,
    appToken: tokens.app,
    environment: { NAMESPACE: namespace },
  });
  await platform.untilUp();

  async function close(): Promise<void> {
    await platform.stop();
    internal.server.closeAllConnections();
    await internal.close();
  }
  return {
    platform,
    sidecar,
    internalPort,
    async stop() {
      await sidecar.stop();
      await close();
    },
    async kill() {
      await sidecar.kill();
      await close();
    },
  };
}
