import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { prepareStack } from "@pakaura/stack/prepare";
import { startStack, type Stack } from "@pakaura/stack/start-stack";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { temporaryFolder } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { expectNothingLost, type User } from "./checker.ts";
import { writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=20 npm run test:stack` is the long form, with Kafka away for five minutes each time. */
const roundCount = Number(process.env.CHAOS_ROUNDS ?? 1);
const kafkaAwayMs = roundCount > 1 ? 300_000 : 0;
const writesWithoutKafka = 30;
const userCount = 3;
const startMs = 600_000;
const roundMs = 900_000;
const patience = { timeout: kafkaAwayMs + 300_000, interval: 100 };
const replicas = {
  api: 2,
  notification: 1,
  recurring: 1,
  audit: 2,
  "websocket-gateway": 1,
  "web-server": 1,
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stack: Stack;

beforeAll(async () => {
  folder = await temporaryFolder();
  const webAppFolder = `${folder.path}/web`;
  mkdirSync(webAppFolder);
  const dataFolder = `${folder.path}/data`;
  const place = { dataFolder, webAppFolder, host: "127.0.0.1", port: 0 };
  const tools = await prepareStack();
  stack = await startStack({ ...place, tools, replicas, logLevel: "info" });
}, startMs);

afterAll(async () => {
  await stack?.stop();
  if (process.env.PAKAURA_TEST_KEEP === undefined) await folder?.remove();
}, startMs);

/** Has Redis forget everything that it holds. */
async function flushRedis(): Promise<void> {
  const { port, password } = stack.backbone.redis;
  const socket = connect(port, "127.0.0.1");
  socket.write(`AUTH ${password}\r\nFLUSHALL\r\nQUIT\r\n`);
  let answer = "";
  for await (const chunk of socket.setEncoding("utf8")) answer += String(chunk);
  expect(answer).toBe("+OK\r\n+OK\r\n+OK\r\n");
}

/** Kafka is away, and people go on writing. */
async function withoutKafka(users: readonly User[]): Promise<void> {
  const written = () => users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const [since, before] = [performance.now(), written()];
  await stack.backbone.kafka.kill();
  await vi.waitFor(() => {
    expect(written()).toBeGreaterThanOrEqual(before + writesWithoutKafka);
    expect(performance.now() - since).toBeGreaterThanOrEqual(kafkaAwayMs);
  }, patience);
  await stack.backbone.kafka.restart();
}

/** What happens to the stack while people work, in one round. */
async function breakEverything(users: readonly User[]): Promise<void> {
  await withoutKafka(users);
  await flushRedis();
  await stack.backbone.scheduler.kill();
  await stack.backbone.scheduler.restart();
  // Of a service with two replicas the other takes over, and gives back: Kafka's groups rebalance.
  for (const { app, sidecar } of stack.replicas) {
    await app.kill();
    await app.restart();
    await sidecar.kill();
    await sidecar.restart();
  }
}

async function writeWhile(users: readonly User[], disaster: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const writers = users.map(({ account, acknowledged }) =>
    writeSteadily(stack.url, account, stop.signal, (write) => void acknowledged.push(write), {
      isPatient: true,
    }),
  );
  await disaster().finally(() => stop.abort());
  await Promise.all(writers);
}

test(
  "Kafka, Redis, the scheduler, every service and every sidecar break under writes, and nothing is lost, doubled or out of order",
  async () => {
    const users: User[] = await Promise.all(
      Array.from({ length: userCount }, async (_, index) => ({
        account: await signUp(stack.url, `chaos-${index}`),
        away: new AwaySession(),
        acknowledged: [],
      })),
    );
    for (let round = 0; round < roundCount; round += 1)
      await writeWhile(users, () => breakEverything(users));
    for (const user of users) {
      expect(user.acknowledged.length).toBeGreaterThan(0);
      await expectNothingLost(stack.url, user, patience.timeout);
    }
  },
  startMs + roundCount * (kafkaAwayMs + roundMs),
);
