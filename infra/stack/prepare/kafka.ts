import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { cached, keyOf } from "./cached.ts";
import { needProgram } from "./find-program.ts";
import { prepareWarmStart } from "./kafka-warm-start.ts";
import { run } from "./run.ts";

const project = join(import.meta.dirname, "../kafka/pom.xml");

/** Kafka with everything that it needs, by Maven: about 54 MB of jar files. */
export async function prepareKafka(
  say: (line: string) => void,
): Promise<Pick<StackTools, "java" | "kafkaLibraries" | "kafkaWarmStart">> {
  const java = needProgram("java", "Kafka runs on Java 17 or newer (apt-get install default-jre)");
  const kafkaLibraries = await cached("kafka", keyOf([project]), async (folder) => {
    const maven = needProgram("mvn", "Kafka is fetched by Maven (apt-get install maven)");
    say("Fetching Kafka (once) ...");
    const goal = ["-f", project, `-DoutputDirectory=${folder}`, "dependency:copy-dependencies"];
    await run(maven, ["--batch-mode", "--quiet", ...goal], { folder });
  });
  const kafkaWarmStart = await prepareWarmStart({ java, kafkaLibraries }, project);
  return { java, kafkaLibraries, kafkaWarmStart };
}
