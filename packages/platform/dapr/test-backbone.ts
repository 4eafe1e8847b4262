import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKafka } from "@pakaura/stack/parts/kafka";
import { startRedis } from "@pakaura/stack/parts/redis";
import { startScheduler } from "@pakaura/stack/parts/scheduler";
import { prepareStack } from "@pakaura/stack/prepare";

export const tokens = { api: "a token for the sidecar", app: "a token for the service" };

const randomPassword = () => randomBytes(16).toString("hex");

/** Kafka, Redis and the scheduler, which all cases of a test file share. */
export type Backbone = Awaited<ReturnType<typeof startBackbone>>;

/** Starts them with their data in a temporary folder, which PAKAURA_TEST_KEEP leaves there to be looked at. */
export async function startBackbone() {
  const tools = await prepareStack();
  const root = mkdtempSync(join(tmpdir(), "pakaura-dapr-"));
  const place = { dataFolder: join(root, "data"), logFolder: join(root, "logs") };
  const [redisPassword, kafkaPassword] = [randomPassword(), randomPassword()];
  const [kafka, redis, scheduler] = await Promise.all([
    startKafka({ ...place, tools, password: kafkaPassword }),
    startRedis({ ...place, tools, password: redisPassword }),
    startScheduler({ ...place, tools }),
  ]);
  mkdirSync(place.dataFolder, { recursive: true });
  const secretsFile = join(place.dataFolder, "secrets.json");
  writeFileSync(
    secretsFile,
    JSON.stringify({
      greeting: "hello",
      "redis-password": redisPassword,
      "kafka-password": kafkaPassword,
    }),
  );
  return {
    tools,
    ...place,
    kafka,
    redis,
    scheduler,
    secretsFile,
    async stop() {
      await Promise.all([kafka.stop(), redis.stop(), scheduler.stop()]);
      if (!process.env["PAKAURA_TEST_KEEP"]) rmSync(root, { recursive: true, force: true });
    },
  };
}
