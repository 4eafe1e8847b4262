import type { StackTools } from "../stack-tools.ts";
import { answersHttp } from "./answers.ts";
import { freePort } from "./free-port.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

export type Placement = Part & { port: number; /** `host:port` */ address: string };

/** Starts Dapr's placement service, as every Dapr installation has it. */
export async function startPlacement(options: Place & { tools: StackTools }): Promise<Placement> {
  const [port, healthPort, raftPort, metricsPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const flags = {
    port,
    "listen-address": "127.0.0.1",
    "healthz-port": healthPort,
    "healthz-listen-address": "127.0.0.1",
    "initial-cluster": `dapr-placement-0=127.0.0.1:${raftPort}`,
    "metrics-port": metricsPort,
    "metrics-listen-address": "127.0.0.1",
    "log-as-json": true,
  };
  const part = await startPart({
    name: "placement",
    command: options.tools.placement,
    args: Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    environment: {},
    ...placeOf(options, "placement"),
    isReady: () => answersHttp(`http://127.0.0.1:${healthPort}/healthz`),
  });
  return { ...part, port, address: `127.0.0.1:${port}` };
}
