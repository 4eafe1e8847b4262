import { beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { tasksOf } from "../flows/due-tasks.ts";
import { expectEverythingToWork } from "../flows/everything-works.ts";
import { listen } from "../listener.ts";
import {
  address,
  askKafka,
  helm,
  install,
  isReady,
  kubectl,
  nameOf,
  pods,
  remove,
} from "./kubernetes.ts";

const besideSidecars = ["api", "audit", "notification", "recurring", "websocket-gateway"];
const patience = { timeout: 60_000, interval: 250 };
const login = ["--command-config", "/tmp/client.properties"];
/** SC-013 */
const readyWithinSeconds = 300;
let url: string;

beforeAll(async () => {
  await remove();
  const since = performance.now();
  await install(["values-local.yaml"]);
  const seconds = Math.round((performance.now() - since) / 1_000);
  console.info(`all pods were ready after ${seconds} s`);
  expect(seconds).toBeLessThan(readyWithinSeconds);
  url = await address();
}, 660_000);

async function namesIn(kind: string): Promise<string[]> {
  const said = await kubectl("get", kind, "--output=name");
  const lines = said.trim().split("\n");
  return lines.map((line) => line.replace(/^.*\//, "")).sort();
}

test("every pod is ready, and each service has its sidecar", async () => {
  const all = await pods();
  expect(all.filter((pod) => !isReady(pod)).map(nameOf)).toEqual([]);
  expect(all.map(({ metadata }) => metadata.name)).toEqual(
    expect.arrayContaining(["kafka-0", "postgres-0"]),
  );
  const withSidecar = all.filter(({ spec }) =>
    [...spec.containers, ...spec.initContainers].some(({ name }) => name === "daprd"),
  );
  expect(withSidecar.map(nameOf).sort()).toEqual(besideSidecars);
});

test("Dapr has the components and subscriptions of the plan", async () => {
  const components = ["pubsub-gateway", "pubsub-kafka", "secretstore-k8s", "statestore"];
  expect(await namesIn("components.dapr.io")).toEqual(components);
  expect(await namesIn("subscriptions.dapr.io")).toHaveLength(8);
});

test("the topics have three partitions, and keep events for seven days", async () => {
  const said = await askKafka("kafka-topics.sh", ...login, "--describe");
  for (const topic of ["task-events", "reminders", "task-updates"]) {
    const line = said.split("\n").find((one) => one.includes(`Topic: ${topic}\t`)) ?? "";
    expect(line).toContain("PartitionCount: 3");
    expect(line).toContain("retention.ms=604800000");
  }
});

test("what somebody writes goes round: Kafka, the log, a reminder, the other window", async () => {
  const ann = await signUp(url, "ann");
  const session = await listen(url, ann.token);
  await expectEverythingToWork(url, ann, session, "Water the plants");
  const consumed = await askKafka(
    "kafka-console-consumer.sh",
    "--consumer.config=/tmp/client.properties",
    "--topic=task-events",
    "--from-beginning",
    "--timeout-ms=10000",
  );
  expect(consumed).toContain("Water the plants");
  session.close();
});

test("completing a task that repeats makes the next one", async () => {
  const ben = await signUp(url, "ben");
  const tasks = tasksOf(url, ben);
  const session = await listen(url, ben.token);
  const task = await tasks.addSeries("Empty the bin", 172_800_000);
  await tasks.complete(task);
  await session.waitFor(
    (message) => message.type === "event" && message.event.type === "recurrence.instance-created",
  );
  session.close();
});

test("helm test passes", async () => {
  expect(await helm("test", "pakaura", "--timeout=3m")).toContain("Succeeded");
}, 240_000);

test("a second installation of the same changes no secret and loses nothing", async () => {
  const secret = () => kubectl("get", "secret", "pakaura-services", "--output=jsonpath={.data}");
  const before = await secret();
  await install(["values-local.yaml"]);
  expect(await secret()).toBe(before);
  await vi.waitFor(async () => expect((await pods()).every(isReady)).toBe(true), patience);
}, 660_000);
