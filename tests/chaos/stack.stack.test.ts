import { mkdirSync } from "node:fs";
import { prepareStack } from "@pakaura/stack/prepare";
import { startStack, type Stack } from "@pakaura/stack/start-stack";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../account.ts";
import { listen, type Listener } from "../listener.ts";
import { temporaryFolder } from "../product.ts";
import { AwaySession } from "./away-session.ts";
import { expectNothingLost, type User } from "./checker.ts";
import { disastersOf, type Severity } from "./disasters.ts";
import { operatorOf } from "./stack-operator.ts";
import { writeSteadily } from "./writer.ts";

/** `CHAOS_ROUNDS=20 npm run test:stack` is the long form. */
const roundCount = Number(process.env.CHAOS_ROUNDS ?? 1);
const isLong = roundCount > 1;
const severity: Severity = isLong
  ? { kafkaAwayMs: 300_000, pendingReminders: 1_000, inTurn: true }
  : { kafkaAwayMs: 0, pendingReminders: 50, inTurn: false };
const userCount = 3;
/** As slowly as people write: two cores that start processes all the time have to keep up. */
const pauseMs = 250;
const startMs = 600_000;
const roundMs = 900_000;
const patience = { timeout: severity.kafkaAwayMs + 300_000, interval: 100 };
const replicas = {
  api: 2,
  notification: 1,
  recurring: 1,
  audit: 2,
  "websocket-gateway": 2,
  frontend: 1,
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stack: Stack;
let operator: ReturnType<typeof operatorOf>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const webAppFolder = `${folder.path}/web`;
  mkdirSync(webAppFolder);
  const dataFolder = `${folder.path}/data`;
  const place = { dataFolder, webAppFolder, host: "127.0.0.1", port: 0 };
  const tools = await prepareStack();
  stack = await startStack({ ...place, tools, replicas, logLevel: "info" });
  operator = operatorOf(stack, dataFolder);
}, startMs);

afterAll(async () => {
  await stack?.stop();
  if (process.env.PAKAURA_TEST_KEEP === undefined) await folder?.remove();
}, startMs);

const sequencesOf = ({ messages }: Listener) =>
  messages.flatMap((message) => (message.type === "event" ? [message.sequence] : []));

test(
  "sessions of one user at two gateways see the same, and those of one that dies go on at the other",
  async () => {
    const account = await signUp(stack.url, "twice");
    const gateways = stack.replicas.filter(({ service }) => service === "websocket-gateway");
    const [first, second] = await Promise.all(
      gateways.map(({ url }) => listen(url, account.token)),
    );
    if (!first || !second) throw new Error("There are not two gateways");
    const headers = { ...account.headers, "content-type": "application/json" };
    const add = (title: string) =>
      fetch(`${stack.url}/api/v1/tasks`, {
        method: "POST",
        headers,
        body: JSON.stringify({ title }),
      });
    const expectAll = (sessions: Listener[], sequences: number[]) =>
      vi.waitFor(() => {
        for (const session of sessions) expect(sequencesOf(session)).toEqual(sequences);
      }, patience);

    for (const title of ["One", "Two", "Three"]) await add(title);
    await expectAll([first, second], [1, 2, 3]);
    await gateways[0]?.app.kill();
    await add("Four");
    const moved = await listen(stack.url, account.token);
    moved.send({ type: "catchup", since: 3 });
    await add("Five");
    await expectAll([second], [1, 2, 3, 4, 5]);
    await expectAll([moved], [4, 5]);
    await gateways[0]?.app.restart();
    const back = await listen(gateways[0]?.url ?? "", account.token);
    await add("Six");
    await expectAll([moved], [4, 5, 6]);
    await expectAll([back], [6]);
    for (const session of [second, moved, back]) session.close();
  },
  roundMs,
);

async function writeWhile(users: readonly User[], disaster: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const writers = users.map(({ account, acknowledged }) =>
    writeSteadily(stack.url, account, stop.signal, (write) => void acknowledged.push(write), {
      isPatient: true,
      pauseMs,
    }),
  );
  await disaster().finally(() => stop.abort());
  await Promise.all(writers);
}

/** How it went, for whoever waits for the long form. */
function say(what: string, since: number, users: readonly User[]): void {
  const seconds = Math.round((performance.now() - since) / 1_000);
  const written = users.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  if (isLong) console.info(`${what}: ${seconds} s, ${written} writes were answered so far`);
}

test(
  "every part breaks under writes, one service fails at every event, and nothing is lost, doubled or out of order",
  async () => {
    const users: User[] = await Promise.all(
      Array.from({ length: userCount }, async (_, index) => ({
        account: await signUp(stack.url, `chaos-${index}`),
        away: new AwaySession(),
        acknowledged: [],
      })),
    );
    const begun = performance.now();
    const disasters = disastersOf({ stack, operator, users, severity });
    await writeWhile(users, async () => {
      for (const disaster of [
        disasters.kafkaIsAway,
        disasters.redisForgets,
        disasters.schedulerIsKilled,
        disasters.allOfTheApiAreKilled,
        disasters.auditAlwaysFails,
        disasters.aServiceHangs,
      ]) {
        const since = performance.now();
        await disaster();
        say(disaster.name, since, users);
      }
      for (let round = 1; round <= roundCount; round += 1) {
        const since = performance.now();
        await disasters.everyReplicaIsKilled();
        say(`round ${round}`, since, users);
      }
    });
    for (const user of users) {
      expect(user.acknowledged.length).toBeGreaterThan(0);
      await expectNothingLost(stack.url, user, patience.timeout);
    }
    say("everything", begun, users);
  },
  startMs + severity.kafkaAwayMs + roundCount * roundMs,
);
