import { randomUUID } from "node:crypto";
import { cpSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { javaArguments, type KafkaTools, runKafka, writeProperties } from "../parts/run-kafka.ts";
import { cached, keyOf } from "./cached.ts";
import { run } from "./run.ts";

const runs = join(import.meta.dirname, "../parts/run-kafka.ts");
const writingClassesMs = 120_000;
/** Only for the properties: nobody listens while a log is made. */
const anyPort = 9092;

/** What lies in the folder of a warm start. */
export function warmStartOf(folder: string) {
  return { classesFile: join(folder, "classes.jsa"), emptyLog: join(folder, "empty-log") };
}

/** Makes the log of a new node, which knows neither where it lies nor on which ports it will be. */
async function formatLog(tools: KafkaTools, folder: string): Promise<string> {
  const ports = { port: anyPort, controllerPort: anyPort + 1 };
  const properties = writeProperties({ folder, ...ports, password: randomUUID() });
  const id = randomUUID().replaceAll("-", "").slice(0, 22);
  const format = ["format", "--standalone", "-t", id, "-c", properties];
  await run(tools.java, [...javaArguments(tools), "kafka.tools.StorageTool", ...format], {
    folder,
  });
  return join(folder, "log");
}

/**
 * What halves the start of Kafka: its classes as a JVM has loaded them once, which the next one maps
 * into its memory (https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html), and a log that
 * needs no second JVM to be formatted. A JVM that the classes do not fit passes them by.
 */
export function prepareWarmStart(tools: KafkaTools, project: string): Promise<string> {
  const key = keyOf([project, import.meta.filename, runs], realpathSync(tools.java));
  return cached("kafka-start", key, async (folder) => {
    const { classesFile, emptyLog } = warmStartOf(folder);
    const log = await formatLog(tools, join(folder, "kafka"));
    cpSync(log, emptyLog, { recursive: true });
    const kafka = await runKafka({
      tools,
      dataFolder: folder,
      logFolder: folder,
      password: randomUUID(),
      classes: `-XX:ArchiveClassesAtExit=${classesFile}`,
      stopMs: writingClassesMs,
    });
    await kafka.stop();
    rmSync(join(folder, "kafka"), { recursive: true });
  });
}
