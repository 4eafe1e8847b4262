/** `npm run stack`: Pakaura as its services over Kafka, Redis and Dapr, on this machine. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { explainFailure } from "@pakaura/service/explain-failure";
import { createLogger } from "@pakaura/service/logging";
import { checkAddress } from "@pakaura/service/port-in-use";
import { handleShutdown } from "@pakaura/service/shutdown";
import { buildWebApp } from "@pakaura/web-app/build-web-app";
import { readArguments } from "./arguments.ts";
import { prepareStack } from "./prepare.ts";
import { readStackSettings } from "./settings.ts";
import { operatorsLine, stackTable } from "./stack-table.ts";
import { type Stack, startStack } from "./start-stack.ts";

const root = join(import.meta.dirname, "../..");
const standardError = 2;
const stopWithinMs = 20_000;

const say = (line: string): void => console.log(line);
const interrupted = new AbortController();
let starting: Promise<Stack> | undefined;
/** A start that is interrupted takes back by itself what it has done. */
async function stop(): Promise<void> {
  interrupted.abort();
  const stack = await starting?.catch(() => null);
  await stack?.stop();
}
try {
  const { replicas } = readArguments(process.argv.slice(2));
  const settings = readStackSettings(process.env);
  const log = createLogger("stack", "warn", standardError);
  const shutdown = handleShutdown({ log, name: "The stack", stop, deadlineMs: stopWithinMs });
  // Whoever started us is gone without a word (kill -9): nobody else would end us.
  process.once("disconnect", () => void shutdown.stop("the launcher ended"));
  const { HOST: host, PORT: port, PAKAURA_DATA: dataFolder } = settings;
  await checkAddress({ variable: "PORT", host, port, command: "npm run stack" });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const [tools, webAppFolder] = await Promise.all([prepareStack(say), buildWebApp(root, say)]);
  interrupted.signal.throwIfAborted();
  say("Starting PostgreSQL, Kafka, Redis, Dapr and the services ...");
  starting = startStack({
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
  const stack = await starting;
  stack.postgres.failed.catch(shutdown.fail);
  say(`\n${stackTable(stack)}\n\n${operatorsLine(stack, dataFolder)}`);
  say(`Pakaura is ready; Ctrl-C stops it. Open:\n${stack.url}`);
} catch (error) {
  if (!interrupted.signal.aborted) {
    console.error(explainFailure(error, "The stack could not start"));
    process.exit(1);
  }
}
