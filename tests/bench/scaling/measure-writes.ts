import type { Stack } from "@pakaura/stack/start-stack";
import { type Account, signUp } from "../../account.ts";
import { createHttpClient, expectStatus } from "../http-client.ts";
import { formatColumns } from "./format-columns.ts";
import { processorSeconds, processorSecondsOfChildren } from "../../processor-seconds.ts";
import { fewest, withStack } from "./with-stack.ts";

const writers = 16;
const partitions = 3;
const warmUpMs = 10_000;
const windowMs = 15_000;

function processorOf(stack: Stack): Map<string, number> {
  const services = stack.replicas.flatMap(({ service, app, sidecar }) => [
    [service, processorSeconds(app.pid())] as const,
    [`its sidecar (${service})`, processorSeconds(sidecar.pid())] as const,
  ]);
  return new Map([
    ...services,
    ["frontend", processorSeconds(stack.webServer.pid())],
    ["Kafka", processorSeconds(stack.backbone.kafka.pid())],
    ["database", processorSecondsOfChildren(stack.postgres.pid())],
  ]);
}

/** Resolves with the number of tasks that were created. */
async function write(url: string, accounts: readonly Account[], durationMs: number) {
  const until = performance.now() + durationMs;
  const counts = accounts.map(async ({ headers }) => {
    const client = createHttpClient();
    let count = 0;
    for (; performance.now() < until; count += 1) {
      const title = `Task ${count}`;
      expectStatus(await client.send("POST", `${url}/api/v1/tasks`, headers, { title }), 201);
    }
    client.close();
    return count;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** What a write costs of a core in each process on its way, from the request to the gateway. */
export function measureWrites(): Promise<string> {
  return withStack({ replicas: fewest, partitions }, async (stack) => {
    const accounts = await Promise.all(
      Array.from({ length: writers }, (_, index) => signUp(stack.url, `writer-${index}`)),
    );
    await write(stack.url, accounts, warmUpMs);
    const before = processorOf(stack);
    const count = await write(stack.url, accounts, windowMs);
    const rows = [...processorOf(stack)].map(([name, seconds]) => [
      name,
      (((seconds - (before.get(name) ?? 0)) * 1_000) / count).toFixed(2),
    ]);
    return formatColumns([[`${count} writes`, "ms of a core, each"], ...rows]);
  });
}
