import { prepareDapr } from "./prepare/dapr.ts";
import { prepareKafka } from "./prepare/kafka.ts";
import { prepareRedis } from "./prepare/redis.ts";
import { ToolMissing } from "./prepare/tool-missing.ts";
import type { StackTools } from "./stack-tools.ts";

/**
 * Makes what the stack needs and is not there yet, once on a machine: Kafka by Maven, Dapr by Go (minutes,
 * the first time), Redis by the distribution. Rejects with `ToolMissing`, which names everything that is
 * missing; other failures name the program that failed and what it said.
 */
export async function prepareStack(
  say: (line: string) => void = (line) => console.log(line),
): Promise<StackTools> {
  const results = await Promise.allSettled([
    prepareKafka(say),
    prepareDapr(say),
    prepareRedis(say),
  ]);
  const [kafka, dapr, redis] = results;
  if (kafka.status === "fulfilled" && dapr.status === "fulfilled" && redis.status === "fulfilled") {
    return { ...kafka.value, ...dapr.value, ...redis.value };
  }
  const reasons = results.flatMap((result): unknown[] =>
    result.status === "rejected" ? [result.reason] : [],
  );
  const errors = reasons.filter((reason) => reason instanceof Error);
  throw errors.find((error) => !(error instanceof ToolMissing)) ?? ToolMissing.ofAll(errors);
}
