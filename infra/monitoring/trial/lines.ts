import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { answersHttp } from "@pakaura/stack/parts/answers";
import { freePort } from "@pakaura/stack/parts/free-port";
import { type Part, startPart } from "@pakaura/stack/parts/part";
import { z } from "zod";
import type { LineTools } from "./tools.ts";

const lineSchema = z.record(z.string(), z.string());
export type Line = z.infer<typeof lineSchema>;

/** Keeps lines and finds them again, in the place of Loki: VictoriaLogs, which is told by OTLP as well. */
export type LineKeeper = {
  /** Where a collector sends to. */
  endpoint: string;
  /** Lines by a query of LogsQL. */
  find: (query: string) => Promise<Line[]>;
  stop: () => Promise<void>;
};

export async function startLineKeeper(tools: LineTools, folder: string): Promise<LineKeeper> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const part = await startPart({
    name: "victoria-logs",
    command: tools.victoriaLogs,
    args: [`-httpListenAddr=127.0.0.1:${port}`, `-storageDataPath=${join(folder, "kept")}`],
    environment: {},
    folder,
    logFile: join(folder, "victoria-logs.log"),
    isReady: () => answersHttp(`${url}/health`),
  });
  return {
    endpoint: `${url}/insert/opentelemetry`,
    async find(query) {
      const asked = new URLSearchParams({ query, limit: "10000" });
      const answer = await fetch(`${url}/select/logsql/query?${asked.toString()}`);
      const lines = (await answer.text()).split("\n").filter((line) => line !== "");
      return lines.map((line) => lineSchema.parse(JSON.parse(line)));
    },
    stop: part.stop,
  };
}

/** What a configuration of the collector is given other places for: `[what stands in it, what takes its place]`. */
export type Places = (readonly [string, string])[];

/**
 * Runs the collector by a configuration of ours, and resolves when it reads: of what is there before it reads the end alone, of which there
 * has to be something, and what comes from then on from its beginning.
 */
export async function startCollector(
  tools: LineTools,
  configuration: string,
  { folder, places }: { folder: string; places: Places },
): Promise<Part> {
  mkdirSync(folder, { recursive: true });
  const [health, spans] = [await freePort(), await freePort()];
  const all: Places = [
    ...places,
    ["0.0.0.0:13133", `127.0.0.1:${health}`],
    ["0.0.0.0:4318", `127.0.0.1:${spans}`],
  ];
  let text = configuration;
  for (const [known, other] of all) {
    if (!text.includes(known)) throw new Error(`The configuration does not have ${known}`);
    text = text.replaceAll(known, other);
  }
  const file = join(folder, "collector.yaml");
  const logFile = join(folder, "collector.log");
  writeFileSync(file, text);
  return startPart({
    name: "collector",
    command: tools.collector,
    args: [`--config=${file}`],
    environment: {},
    folder,
    logFile,
    isReady: async () =>
      (await answersHttp(`http://127.0.0.1:${health}`)) &&
      readFileSync(logFile, "utf8").includes("Started watching file"),
  });
}

function write(path: string, lines: string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${lines.join("\n")}\n`);
}

/** Writes what one process said, in the folder that a collector looks into. */
export type WriteLines = (folder: string, name: string, lines: string[]) => void;

/** As Docker keeps the lines of containers: JSON, a file for each, by ids that say nothing. */
export const writeAsDocker: WriteLines = (folder, name, lines) => {
  const time = new Date().toISOString();
  const id = Buffer.from(name).toString("hex");
  const kept = lines.map((line) => JSON.stringify({ log: `${line}\n`, stream: "stdout", time }));
  write(join(folder, id, `${id}-json.log`), kept);
};

/** As a kubelet keeps those of pods: by namespace, pod and container, a sidecar with its service. */
export const writeAsPods: WriteLines = (folder, name, lines) => {
  const time = new Date().toISOString();
  const [, service = name, sidecar] = /^(.*?)(?:-\d)?(-sidecar)?$/.exec(name) ?? [];
  const pod = `pakaura_${service}-7d9c6c5b8f-abcde_0b0e7a52-27b5-4d2e-9c2f-1f2d3c4b5a69`;
  const container = sidecar === undefined ? service : "daprd";
  const kept = lines.map((line) => `${time} stdout F ${line}`);
  write(join(folder, pod, container, "0.log"), kept);
};

/** What each process of a stack said: `api-1`, `api-1-sidecar`. */
export function writeAll(logFolder: string, folder: string, writeLines: WriteLines): void {
  for (const name of readdirSync(logFolder)) {
    const lines = readFileSync(join(logFolder, name), "utf8").split("\n");
    const said = lines.filter((line) => line !== "");
    writeLines(folder, name.replace(/\.log$/, ""), said);
  }
}
