/** `npm run stack`: Pakaura as its services over Kafka, Redis and Dapr, on this machine. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "@pakaura/service/config";
import { createLogger } from "@pakaura/service/logging";
import { checkAddress } from "@pakaura/service/port-in-use";
import { handleShutdown } from "@pakaura/service/shutdown";
import { buildWebApp } from "@pakaura/web-app/build-web-app";
import { readArguments } from "./arguments.ts";
import { prepareStack } from "./prepare.ts";
import { readStackSettings } from "./settings.ts";
import { operatorsLine, stackTable } from "./stack-table.ts";
import { startStack } from "./start-stack.ts";

const root = join(import.meta.dirname, "../..");
const standardError = 2;
const stopWithinMs = 20_000;

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? error.message.trim() : String(error);
}

const say = (line: string): void => console.log(line);
const interrupted = new AbortController();
let stop = async (): Promise<void> => interrupted.abort();
try {
  const { replicas } = readArguments(process.argv.slice(2));
  const settings = readStackSettings(process.env);
  const log = createLogger("stack", "warn", standardError);
  const shutdown = handleShutdown({ log, stop: () => stop(), deadlineMs: stopWithinMs });
  // Whoever started us is gone without a word (kill -9): nobody else would end us.
  process.once("disconnect", () => void shutdown("the launcher ended"));
  const { HOST: host, PORT: port, PAKAURA_DATA: dataFolder } = settings;
  await checkAddress({ variable: "PORT", host, port, command: "npm run stack" });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const [tools, webAppFolder] = await Promise.all([prepareStack(say), buildWebApp(root, say)]);
  interrupted.signal.throwIfAborted();
  say("Starting PostgreSQL, Kafka, Redis, Dapr and the services ...");
  const stack = await startStack({
    tools,
    webAppFolder,
    dataFolder,
    replicas,
    host,
    port,
    logLevel: settings.LOG_LEVEL,
    ...(settings.PAKAURA_SECRET === undefined ? {} : { secret: settings.PAKAURA_SECRET }),
    signal: interrupted.signal,
    say,
  });
  let isStopping = false;
  stop = () => {
    isStopping = true;
    return stack.stop();
  };
  void stack.postgres.exited.then(() => {
    if (isStopping) return;
    console.error("PostgreSQL ended, and nothing works without it");
    return shutdown("PostgreSQL ended");
  });
  say(`\n${stackTable(stack)}\n\n${operatorsLine(stack, dataFolder)}`);
  say(`Pakaura is ready; Ctrl-C stops it. Open:\n${stack.url}`);
} catch (error) {
  if (!interrupted.signal.aborted) console.error(explain(error));
  process.exit(interrupted.signal.aborted ? 0 : 1);
}
