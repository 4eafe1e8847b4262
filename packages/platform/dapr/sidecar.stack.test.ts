import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeEvent, poll } from "../platform.case.ts";
import { components } from "./component-names.ts";
import { type Backbone, startBackbone } from "./test-backbone.ts";
import { type ReplicaOptions, startReplica, type TestReplica } from "./test-process.ts";
import { readTopics } from "./test-topic-reader.ts";

const retry = { maxTries: 3, firstDelayMs: 20, maxDelayMs: 100 };
const patienceMs = 60_000;
const topic = "task-updates";
const topics = ["task-events", "reminders", topic, "dead-letters"];
let backbone: Backbone;
let database: TestDatabase;
let namespace: string;
let replicas: TestReplica[];
let caseCount = 0;

/** Its job is due at the next full minute, while the other cases run. */
let minutely: Awaited<ReturnType<typeof startService>>;

async function beginCase(): Promise<void> {
  caseCount += 1;
  namespace = `fact${caseCount}`;
  replicas = [];
  const settings = topics.map((name) => ({
    name: `${namespace}${name}`,
    partitions: 1,
    retentionMs: 3_600_000,
  }));
  await createTopics(backbone.kafka.access, settings);
}

beforeAll(async () => {
  backbone = await startBackbone();
  await beginCase();
  minutely = await startService("minutely");
  await minutely.blocks.jobs.schedule("tick", { schedule: "* * * * *", data: null });
});
afterAll(async () => {
  await minutely?.kill();
  await backbone?.stop();
});

beforeEach(async () => {
  await beginCase();
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const replica of replicas) await replica.kill();
  await database.drop();
});

type Answer = (event: { name: string }, tries: number) => number;

/** A service that writes down what it handles, with its sidecar; the api also keeps dead letters. */
async function startService(
  name: string,
  answer: Answer = () => 204,
  beforeSidecar?: ReplicaOptions["beforeSidecar"],
) {
  const app: FastifyInstance = createApp({ log: createLogger(name, "silent"), name });
  const handled: string[] = [];
  const jobs: string[] = [];
  const tries = new Map<string, number>();
  app.post<{ Body: { data: { correlation_id: string } } }>("/events", async (request, reply) => {
    const event = { name: request.body.data.correlation_id };
    tries.set(event.name, (tries.get(event.name) ?? 0) + 1);
    const status = answer(event, tries.get(event.name) ?? 0);
    if (status === 204) handled.push(event.name);
    return reply.code(status).send(status === 204 ? undefined : "broken on purpose");
  });
  app.post<{ Params: { name: string } }>("/job/:name", async ({ params }, reply) => {
    tries.set(params.name, (tries.get(params.name) ?? 0) + 1);
    const status = answer(params, tries.get(params.name) ?? 0);
    if (status === 204) jobs.push(params.name);
    return reply.code(status).send();
  });
  const replica = await startReplica({
    backbone,
    namespace,
    podName: `${name}-${replicas.length}`,
    service: { name, subscriptions: name === "api" ? [] : [{ topic, route: "/events" }], app },
    retry,
    beforeSidecar,
    ...(name === "api"
      ? { eventLog: { pool: database.pool, url: database.url, kafka: null } }
      : {}),
  });
  replicas.push(replica);
  return { ...replica, handled, jobs, tries, blocks: replica.platform.blocks };
}

const soon = () => new Date(Date.now() + 100);

test("a job whose route is not there is tried until it is: Dapr takes 404 for done", async () => {
  const { blocks, jobs, tries } = await startService("worker", (_job, count) =>
    count < 7 ? 404 : 204,
  );
  await blocks.jobs.schedule("stubborn", { dueTime: soon(), data: null });
  await poll(() => expect(jobs).toEqual(["stubborn"]), patienceMs);
  // More than the four tries after which Dapr's own policy gives up.
  expect(tries.get("stubborn")).toBe(7);
});

test("a job that its service refuses lies on the dead letters, and is taken when it is replayed", async () => {
  let isBroken = true;
  const { blocks, jobs } = await startService("worker", () => (isBroken ? 422 : 204));
  const api = await startService("api");
  await blocks.jobs.schedule("bad", { dueTime: soon(), data: { what: 7 } });
  await poll(async () => {
    expect(await api.platform.deadLetterCounts()).toEqual(new Map([["worker", 1]]));
  }, patienceMs);
  const { rows } = await database.pool.query<{ id: string; topic: string }>(
    "select id, topic from dead_letters",
  );
  expect(rows).toEqual([expect.objectContaining({ topic: "jobs" })]);
  const id = rows[0]?.id ?? "";
  expect((await api.platform.replayDeadLetter(id))?.error).toContain("422");
  isBroken = false;
  expect(await api.platform.replayDeadLetter(id)).toEqual({ error: null });
  expect(jobs).toEqual(["bad"]);
  expect(await api.platform.deadLetterCounts()).toEqual(new Map());
});

test("a job comes by its cron schedule", async () => {
  await poll(() => expect(minutely.jobs.length).toBeGreaterThan(0), 90_000);
});

test("what a service cannot handle lies on the dead letters with its reason, and can be replayed", async () => {
  let isBroken = true;
  const { blocks, handled } = await startService("reader", () => (isBroken ? 500 : 204));
  const reader = await readTopics(backbone.kafka.access, [`${namespace}dead-letters`]);
  const api = await startService("api");
  const event = makeEvent("bad", randomUUID());
  await blocks.pubsub.publish(topic, event);
  await poll(async () => {
    expect(await api.platform.deadLetterCounts()).toEqual(new Map([["reader", 1]]));
  }, patienceMs);
  await poll(() => expect(reader.records).toHaveLength(1), patienceMs);
  const { data } = JSON.parse(reader.records[0]?.value ?? "");
  expect(data).toMatchObject({ service: "reader", topic, event_id: event.id, tries: 3 });
  expect(data.error).toContain("broken on purpose");
  expect(JSON.parse(data.event)).toEqual(event);
  await reader.close();

  const { rows } = await database.pool.query<{ id: string }>("select id from dead_letters");
  const id = rows[0]?.id ?? "";
  const refused = await api.platform.replayDeadLetter(id);
  expect(refused?.error).toContain("500");
  isBroken = false;
  expect(await api.platform.replayDeadLetter(id)).toEqual({ error: null });
  expect(handled).toEqual(["bad"]);
  expect(await api.platform.deadLetterCounts()).toEqual(new Map());
});

test("a record that is no event goes to the dead letters, and the partition goes on", async () => {
  const { blocks, handled, sidecar } = await startService("reader", ({ name }) =>
    name === undefined ? 422 : 204,
  );
  const api = await startService("api");
  const url = `http://127.0.0.1:${sidecar.httpPort}/v1.0/publish/${components.pubsub}/${topic}?metadata.rawPayload=true`;
  const headers = { "dapr-api-token": "a token for the sidecar", "content-type": "text/plain" };
  const answer = await fetch(url, { method: "POST", headers, body: "no JSON at all" });
  expect(answer.status).toBe(204);
  await blocks.pubsub.publish(topic, makeEvent("after", randomUUID()));
  await poll(() => expect(handled).toEqual(["after"]), patienceMs);
  await poll(async () => {
    expect(await api.platform.deadLetterCounts()).toEqual(new Map([["reader", 1]]));
  }, patienceMs);
  const { rows } = await database.pool.query<{ event: unknown }>("select event from dead_letters");
  expect(rows[0]?.event).toBe("no JSON at all");
});

test("only the sidecar, with the app's token, reaches internal routes", async () => {
  const { internalPort, sidecar, handled } = await startService("reader");
  const post = (path: string, token?: string) =>
    fetch(`http://127.0.0.1:${internalPort}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token === undefined ? {} : { "dapr-api-token": token }),
      },
      body: JSON.stringify(makeEvent("forged", randomUUID())),
    });
  for (const path of ["/events", "/job/any", "/internal/any"]) {
    expect((await post(path)).status).toBe(401);
    expect((await post(path, "a token for nobody")).status).toBe(401);
  }
  expect(handled).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${internalPort}/health/live`)).status).toBe(200);
  // Nor does the sidecar take anything from whoever has not its token.
  const key = `/v1.0/state/${components.state}/key`;
  const state = await fetch(`http://127.0.0.1:${sidecar.httpPort}${key}`);
  expect(state.status).toBe(401);
});

test("a sidecar that is not there at the start: the service lives, says so, and begins when it comes", async () => {
  const writer = await startService("writer");
  const { handled, jobs, blocks } = await startService(
    "reader",
    () => 204,
    async ({ platform, internalPort }) => {
      const health = (kind: string) => fetch(`http://127.0.0.1:${internalPort}/health/${kind}`);
      expect((await health("live")).status).toBe(200);
      expect((await health("ready")).status).toBe(503);
      const refused = platform.blocks.pubsub.publish(topic, makeEvent("early", randomUUID()));
      await expect(refused).rejects.toThrow("does not answer");
      const job = { dueTime: soon(), data: null };
      await expect(platform.blocks.jobs.schedule("early", job)).rejects.toThrow("does not answer");
      await writer.blocks.pubsub.publish(topic, makeEvent("waiting", randomUUID()));
    },
  );
  await blocks.jobs.schedule("now", { dueTime: soon(), data: null });
  await poll(() => expect(handled).toEqual(["waiting"]), patienceMs);
  await poll(() => expect(jobs).toEqual(["now"]), patienceMs);
});

test("a sidecar that is gone for a while: publishing rejects, deliveries and jobs come afterwards", async () => {
  const { blocks, handled, jobs, sidecar, platform } = await startService("reader");
  await blocks.pubsub.publish(topic, makeEvent("before", randomUUID()));
  await poll(() => expect(handled).toEqual(["before"]), patienceMs);
  await blocks.jobs.schedule("meanwhile", { dueTime: new Date(Date.now() + 1_500), data: null });
  await sidecar.kill();
  const lost = blocks.pubsub.publish(topic, makeEvent("lost", randomUUID()));
  await expect(lost).rejects.toThrow("does not answer");
  await poll(() => expect(platform.isUp()).toBe(false), patienceMs);
  await sidecar.restart();
  await platform.untilUp();
  await poll(() => expect(jobs).toEqual(["meanwhile"]), patienceMs);
  await poll(async () => {
    await blocks.pubsub.publish(topic, makeEvent("after", randomUUID()));
  }, patienceMs);
  await poll(() => expect(handled).toContain("after"), patienceMs);
  expect(handled).not.toContain("lost");
});

test("a service that is away gets its events when it is back, and none goes to the dead letters", async () => {
  const reader = await startService("reader");
  const api = await startService("api");
  await reader.kill();
  replicas = replicas.filter((one) => one.internalPort !== reader.internalPort);
  await api.blocks.pubsub.publish(topic, makeEvent("waiting", randomUUID()));
  const again = await startService("reader");
  await poll(() => expect(again.handled).toEqual(["waiting"]), patienceMs);
  expect(await api.platform.deadLetterCounts()).toEqual(new Map());
});
