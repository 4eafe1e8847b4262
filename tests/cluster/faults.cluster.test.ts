import { beforeAll, expect, test, vi } from "vitest";
import type { User } from "../chaos/checker.ts";
import { address, install, isReady, kubectl, kubectlAnywhere, nameOf, pods } from "./kubernetes.ts";
import { someUsers, writeWhile } from "./writing.ts";

/** `CLUSTER_KAFKA_AWAY_SECONDS=300` is the length of SC-008. */
const kafkaAwayMs = Number(process.env["CLUSTER_KAFKA_AWAY_SECONDS"] ?? 60) * 1_000;
/** SC-007 */
const normalWithinMs = 60_000;
const services = [
  "api",
  "notification",
  "recurring",
  "audit",
  "websocket-gateway",
  "frontend",
  "kafka",
  "postgres",
];
let url: string;
let users: User[];

beforeAll(async () => {
  await install(["values-local.yaml"]);
  url = await address();
  users = await someUsers(url);
}, 660_000);

/** Until pods of this name are there that were not before, and ready. */
async function untilNew(name: string, before: ReadonlySet<string>): Promise<void> {
  await vi.waitFor(
    async () => {
      const now = await pods(name);
      expect(now.length).toBeGreaterThan(0);
      expect(now.every((pod) => isReady(pod) && !before.has(pod.metadata.uid))).toBe(true);
    },
    { timeout: normalWithinMs, interval: 500 },
  );
}

test.each(services)(
  "all pods of %s are deleted under writes: normal within 60 s, nothing lost, doubled or out of order",
  async (name) => {
    const before = new Set((await pods(name)).map(({ metadata }) => metadata.uid));
    const outcome = await writeWhile(url, users, async () => {
      const since = performance.now();
      await kubectl("delete", "pods", `--selector=app.kubernetes.io/name=${name}`, "--wait=false");
      await untilNew(name, before);
      const seconds = Math.round((performance.now() - since) / 1_000);
      console.info(`${name}: ready again after ${seconds} s`);
    });
    console.info(`${name}: ${outcome.writes} writes in ${outcome.seconds} s, all of them there`);
  },
  900_000,
);

test(
  "Kafka is away for a while: people go on writing, and everything arrives when it is back",
  async () => {
    const outcome = await writeWhile(url, users, async () => {
      await kubectl("scale", "statefulset/kafka", "--replicas=0");
      const over = performance.now() + kafkaAwayMs;
      await vi.waitFor(() => expect(performance.now()).toBeGreaterThan(over), {
        timeout: kafkaAwayMs + 5_000,
        interval: 500,
      });
      const away = (await pods()).filter((pod) => !isReady(pod)).map(nameOf);
      expect(
        away.filter((name) => ["api", "frontend", "websocket-gateway"].includes(name)),
      ).toEqual([]);
      await kubectl("scale", "statefulset/kafka", "--replicas=1");
      await kubectl("rollout", "status", "statefulset/kafka", "--timeout=180s");
    });
    console.info(`without Kafka: ${outcome.writes} writes in ${outcome.seconds} s`);
  },
  kafkaAwayMs + 900_000,
);

test.each(["dapr-operator", "dapr-sentry", "dapr-placement-server", "dapr-sidecar-injector"])(
  "Dapr's %s begins anew under writes, and nobody notices",
  async (app) => {
    const dapr = (...args: string[]) => kubectlAnywhere("--namespace=dapr-system", ...args);
    const outcome = await writeWhile(url, users, async () => {
      await dapr("delete", "pods", `--selector=app=${app}`);
      await dapr(
        "wait",
        "pods",
        `--selector=app=${app}`,
        "--for=condition=Ready",
        "--timeout=120s",
      );
    });
    console.info(`without ${app}: ${outcome.writes} writes in ${outcome.seconds} s`);
  },
  600_000,
);

test("the node is drained and comes back, and everything goes on where it was", async () => {
  const node = (await kubectlAnywhere("get", "nodes", "--output=name")).trim().split("\n")[0] ?? "";
  const before = new Set((await pods()).map(({ metadata }) => metadata.uid));
  const outcome = await writeWhile(url, users, async () => {
    const ours = "--pod-selector=app.kubernetes.io/part-of=pakaura";
    try {
      await kubectlAnywhere("drain", node, ours, "--delete-emptydir-data", "--timeout=120s");
    } finally {
      await kubectlAnywhere("uncordon", node);
    }
    for (const name of services) await untilNew(name, before);
  });
  console.info(`node drained: ${outcome.writes} writes in ${outcome.seconds} s`);
}, 900_000);
