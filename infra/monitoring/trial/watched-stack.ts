import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { prepareStack } from "@pakaura/stack/prepare";
import { oneOfEach } from "@pakaura/stack/services";
import { startStack, type Stack } from "@pakaura/stack/start-stack";
import { temporaryFolder } from "@pakaura/tests/product";
import { startNetwork } from "./network.ts";
import { type People, startPeople } from "./people.ts";
import { type Prometheus, startPrometheus } from "./prometheus.ts";
import { prepareMetricsTools } from "./tools.ts";

/** Every service over Kafka, Redis and Dapr on this machine, people who work with it, and a Prometheus that watches. */
export type WatchedStack = {
  folder: string;
  stack: Stack;
  prometheus: Prometheus;
  people: People;
  stop: () => Promise<void>;
};

export async function startWatchedStack(): Promise<WatchedStack> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const tools = await prepareMetricsTools(console.log);
    const stackTools = await prepareStack();
    const folder = await temporaryFolder();
    undo.push(folder.remove);
    const webAppFolder = join(folder.path, "web");
    mkdirSync(webAppFolder);
    const dataFolder = join(folder.path, "data");
    const place = { dataFolder, webAppFolder, host: "127.0.0.1", port: 0 };
    const stack = await startStack({
      ...place,
      tools: stackTools,
      replicas: oneOfEach,
      logLevel: "info",
    });
    undo.push(stack.stop);
    const network = await startNetwork(stack);
    undo.push(network.stop);
    const watching = join(folder.path, "prometheus");
    const prometheus = await startPrometheus(tools, watching, network.url);
    undo.push(prometheus.stop);
    const people = await startPeople(stack.url);
    undo.push(people.stop);
    return { folder: folder.path, stack, prometheus, people, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
