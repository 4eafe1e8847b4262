import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { warmStartOf } from "../prepare/kafka-warm-start.ts";
import { type Place, placeOf } from "./place.ts";
import { type Kafka, runKafka } from "./run-kafka.ts";

type WarmKafka = Pick<StackTools, "java" | "kafkaLibraries" | "kafkaWarmStart">;

/** Starts Kafka with its data in `kafka` of the data folder, made at the first start. */
export function startKafka(
  options: Place & { tools: WarmKafka; password: string; port?: number },
): Promise<Kafka> {
  const { classesFile, emptyLog } = warmStartOf(options.tools.kafkaWarmStart);
  const log = join(placeOf(options, "kafka").folder, "log");
  if (!existsSync(join(log, "meta.properties"))) cpSync(emptyLog, log, { recursive: true });
  return runKafka({ ...options, classes: `-XX:SharedArchiveFile=${classesFile}` });
}
