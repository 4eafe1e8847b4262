import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { answersHttp } from "./answers.ts";
import { freePort } from "./free-port.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

export type Scheduler = Part & { port: number; /** `host:port` */ address: string };

/** Starts Dapr's scheduler, which keeps jobs in an etcd of its own in `scheduler` of the data folder. */
export async function startScheduler(options: Place & { tools: StackTools }): Promise<Scheduler> {
  const { folder, logFile } = placeOf(options, "scheduler");
  const [port, healthPort, clientPort, peerPort, metricsPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const flags = {
    port,
    "listen-address": "127.0.0.1",
    "override-broadcast-host-port": `127.0.0.1:${port}`,
    "healthz-port": healthPort,
    "healthz-listen-address": "127.0.0.1",
    id: "scheduler-0",
    "etcd-data-dir": join(folder, "etcd"),
    "etcd-initial-cluster": `scheduler-0=http://127.0.0.1:${peerPort}`,
    "etcd-client-port": clientPort,
    "etcd-client-listen-address": "127.0.0.1",
    "identity-directory-write": join(folder, "identity"),
    "metrics-port": metricsPort,
    "metrics-listen-address": "127.0.0.1",
    "log-as-json": true,
  };
  const part = await startPart({
    name: "scheduler",
    command: options.tools.scheduler,
    args: Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    // Cron schedules are in UTC.
    environment: { TZ: "UTC" },
    folder,
    logFile,
    isReady: () => answersHttp(`http://127.0.0.1:${healthPort}/healthz`),
  });
  return { ...part, port, address: `127.0.0.1:${port}` };
}
