import { relative } from "node:path";
import type { Part } from "./parts/part.ts";
import type { Stack } from "./start-stack.ts";
import { formatTable } from "./table.ts";

const head = ["name", "replica", "port", "process", "log"];

function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

function rowOf(name: string, replica: string, port: number, part: Part): string[] {
  return [name, replica, String(port), String(part.pid()), shortPath(part.logFile)];
}

/** What runs where. */
export function stackTable({ postgres, backbone, replicas, webServer }: Stack): string {
  const { kafka, redis, placement, scheduler } = backbone;
  const infrastructure = [
    ["postgresql", "", "socket", String(postgres.pid()), ""],
    rowOf("kafka", "", kafka.port, kafka),
    rowOf("redis", "", redis.port, redis),
    rowOf("placement", "", placement.port, placement),
    rowOf("scheduler", "", scheduler.port, scheduler),
  ];
  const services = replicas.flatMap(({ service, number, app, sidecar, port }) => [
    rowOf(service, String(number), port, app),
    rowOf("  its sidecar", String(number), sidecar.httpPort, sidecar),
  ]);
  const web = rowOf("frontend", "1", webServer.port, webServer);
  return formatTable(head, [...infrastructure, ...services, web]);
}

/** How an operator's commands reach this stack (docs/operations.md). */
export function operatorsLine({ url, replicas, postgres }: Stack, dataFolder: string): string {
  const api = replicas.find(({ service }) => service === "api");
  const settings = {
    PAKAURA_DATA: shortPath(dataFolder),
    INTERNAL_PORT: String(api?.internalPort),
    DATABASE_URL: postgres.url(),
    PUBLIC_URL: url,
  };
  const words = Object.entries(settings).map(([name, value]) => `${name}='${value}'`);
  return `Operators: ${words.join(" ")} npm run ops -- help`;
}
