import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { type Account, signUp } from "../account.ts";
import { isOnStack } from "../product.ts";
import { type Environment, startReference } from "./environment.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { residentMegabytes } from "./resident.ts";
import type { Row } from "./row.ts";
import { untilLogged } from "./until-logged.ts";
import { median, rounds } from "./statistics.ts";

const sessionsPerUser = 250;
const eventsPerUser = 10;
/** Each event is a message, and its entry of the log another. */
const messagesPerEvent = 2;

/** On the stack each one takes two files of the web server, of which many machines give a process 20,000. */
const connectionCounts = isOnStack ? [1_000] : [1_000, 10_000];

const countSchema = z.object({ messages: z.number(), bytes: z.number() });

/** Rows 4 and 5: messages to many sessions, and the memory of one that is idle, over bare `ws`. */
export async function benchGateway(environment: Environment): Promise<Row[]> {
  const rows: Row[] = [];
  for (const connections of connectionCounts)
    rows.push(...(await measure(environment, connections)));
  return rows;
}

async function measure(environment: Environment, connections: number): Promise<Row[]> {
  const product = await environment.startAnother();
  const reference = await startReference(environment.referenceUrl);
  const accounts = await rounds(connections / sessionsPerUser, (index) =>
    signUp(product.url, `swarm-${index}`),
  );
  await untilLogged(product.url, accounts);
  const ours = await openSwarm(`${product.url}/ws`, connections, accounts, product.process.pid);
  const theirs = await openSwarm(`${reference.url}/`, connections, [], reference.process.pid);
  const count = accounts.length * eventsPerUser * messagesPerEvent * sessionsPerUser;

  const pairs = await rounds(6, async () => {
    const our = await timeOf(ours.swarm, count, () => writeForAll(product.url, accounts));
    const size = Math.round(our.bytes / our.messages);
    const times = count / connections;
    const their = await timeOf(theirs.swarm, count, async () => {
      await fetch(`${reference.url}/broadcast?times=${times}&size=${size}`, { method: "POST" });
    });
    return { our: our.messages / our.seconds, their: their.messages / their.seconds };
  });
  const measured = pairs.slice(1);
  const our = median(measured.map((pair) => pair.our));
  const their = median(measured.map((pair) => pair.their));
  ours.swarm.kill();
  theirs.swarm.kill();
  reference.stop();
  await product.stop();

  const name = `${connections / 1_000}k connections`;
  const perSecond = (value: number): string => `${Math.round(value / 1_000)}k/s`;
  const throughput: Row = {
    number: "4",
    measure: `messages to ${name}`,
    ours: perSecond(our),
    reference: perSecond(their),
    ratio: our / their,
    target: { atLeast: 0.85 },
  };
  if (connections < 10_000) return [throughput];
  const kilobytes = (megabytes: number): string =>
    `${((megabytes * 1_024) / connections).toFixed(1)} kB`;
  const memory: Row = {
    number: "5",
    measure: `memory of an idle session at ${name}`,
    ours: kilobytes(ours.megabytes),
    reference: kilobytes(theirs.megabytes),
    ratio: ours.megabytes / theirs.megabytes,
    target: { atMost: 1.6 },
  };
  return [throughput, memory];
}

/** Opens the connections, and says by how much the server's memory grew. */
async function openSwarm(
  url: string,
  connections: number,
  accounts: readonly Account[],
  pid: number | undefined,
): Promise<{ swarm: ChildProcess; megabytes: number }> {
  const before = await residentMegabytes(pid);
  const tokens = JSON.stringify(accounts.map(({ token }) => token));
  const args = [url.replace(/^ws/, "http"), String(connections), tokens];
  const swarm = fork(new URL("./swarm.ts", import.meta.url), args);
  await answerOf(swarm);
  return { swarm, megabytes: (await residentMegabytes(pid)) - before };
}

/** How long `count` messages take from `trigger` to the sockets. */
async function timeOf(swarm: ChildProcess, count: number, trigger: () => Promise<void>) {
  swarm.send({ wanted: count });
  await answerOf(swarm);
  const startedAt = performance.now();
  const [answer] = await Promise.all([answerOf(swarm), trigger()]);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { ...countSchema.parse(answer), seconds };
}

/** What the process of the sockets says next; it has said why when it ends instead. */
async function answerOf(swarm: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [answer] = (await Promise.race([
      once(swarm, "message", { signal }),
      once(swarm, "exit", { signal }).then(() => {
        throw new Error("the process of the sockets has ended");
      }),
    ])) as [unknown];
    return answer;
  } finally {
    waiting.abort();
  }
}

async function writeForAll(url: string, accounts: readonly Account[]): Promise<void> {
  const client = createHttpClient();
  const operations = Array.from({ length: eventsPerUser }, (_, index) => ({
    op: "create",
    body: { title: `For everybody ${index}` },
  }));
  await Promise.all(
    accounts.map(async ({ headers }) => {
      const answer = await client.send("POST", `${url}/api/v1/tasks/bulk`, headers, { operations });
      expectStatus(answer, 200);
    }),
  );
  client.close();
}
