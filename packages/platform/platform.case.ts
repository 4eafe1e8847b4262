import { ServiceUnavailable } from "./invocation.ts";
import { randomUUID } from "node:crypto";
import type { DerivedEvent, Topic } from "@pakaura/contract/events";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Platform } from "./platform.ts";
import type { Subscription } from "./pubsub.ts";
import { EtagMismatch } from "./state.ts";

export type TestService = { name: string; subscriptions: Subscription[]; app: FastifyInstance };

/** One process with some services on the platform under test. */
export type TestProcess = {
  platform: (service: string) => Platform;
  /** Ends properly. */
  stop: () => Promise<void>;
  /** Ends as a crash does: nothing is stored any more. */
  kill: () => Promise<void>;
};

/** The platform under test: several processes can be started on the same backbone. */
export type TestPlatform = {
  startProcess: (services: TestService[]) => Promise<TestProcess>;
  /** Delivers everything since `time` to the group again. */
  rewind: (consumerGroup: string, time: Date) => Promise<void>;
  deadLetters: (
    consumerGroup: string,
  ) => Promise<{ eventId: string; error: string; tries: number }[]>;
  /** Users of whom none waits for another, as many as there are partitions at most. */
  users: (count: number) => string[];
  /** How long something may take that comes by itself. */
  patienceMs: number;
  /** The tries that an event gets before it is a dead letter, as configured for the tests. */
  maxTries: number;
  stop: () => Promise<void>;
};

/** Polls until the check no longer throws; fails with its last error at the deadline. */
export async function poll(check: () => void | Promise<void>, deadlineMs = 10_000): Promise<void> {
  await vi.waitFor(check, { timeout: deadlineMs, interval: 10 });
}

/** A derived event whose `correlation_id` tells which one it is. */
export function makeEvent(name: string, userId: string): DerivedEvent {
  const taskId = randomUUID();
  const entry = {
    id: randomUUID(),
    time: "2026-11-23T08:00:00.000Z",
    action: "task.created",
    actor: "user" as const,
    actor_detail: null,
    task_id: taskId,
    task_title: name,
    changes: {},
    sentence: `Task created: ${name}`,
    event_id: randomUUID(),
    sequence: 1,
    undoable: false,
  };
  return {
    specversion: "1.0",
    id: randomUUID(),
    type: "audit.entry-created",
    source: "test",
    subject: taskId,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    partitionkey: userId,
    data: { user_id: userId, task_id: taskId, correlation_id: name, payload: { entry } },
  };
}

const topic: Topic = "task-updates";

type Received = { name: string; userId: string; correlationId: string; traceparent: string };

/** A service that writes down what it gets, and answers each event as `answer` says. */
function createRecorder(
  name: string,
  answer: (event: Received, tries: number) => number | Promise<number> = () => 204,
) {
  const app = createApp({ log: createLogger(name, "silent"), name });
  const received: Received[] = [];
  const tries = new Map<string, number>();
  app.post<{ Body: DerivedEvent }>("/events/updates", async (request, reply) => {
    const { data } = request.body;
    const event = {
      name: data.correlation_id,
      userId: data.user_id,
      correlationId: request.correlationId,
      traceparent: request.traceparent,
    };
    const count = (tries.get(event.name) ?? 0) + 1;
    tries.set(event.name, count);
    const status = await answer(event, count);
    if (status < 300) received.push(event);
    return reply.code(status).send();
  });
  const service = (
    mode: "group" | "broadcast" = "group",
    order: "user" | "none" = "user",
  ): TestService => ({
    name,
    subscriptions: [{ topic, route: "/events/updates", mode, order }],
    app,
  });
  return { app, received, tries, service, names: () => received.map((event) => event.name) };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

/** The cases that every implementation of the building blocks passes, unchanged. */
export function platformCases(createPlatform: () => Promise<TestPlatform>): void {
  let system: TestPlatform;
  let running: TestProcess[];

  const eventually = (check: () => void | Promise<void>) => poll(check, system.patienceMs);

  async function start(...services: TestService[]): Promise<TestProcess> {
    const started = await system.startProcess(services);
    running.push(started);
    return started;
  }

  async function publish(from: TestProcess, names: string[], userId: string): Promise<void> {
    for (const name of names)
      await from.platform("writer").pubsub.publish(topic, makeEvent(name, userId));
  }

  beforeEach(async () => {
    system = await createPlatform();
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await system.stop();
  });

  describe("pub/sub", () => {
    test("delivers every event to its route, in order for each user", async () => {
      const recorder = createRecorder("reader");
      const one = await start(recorder.service());
      const [ann, bob] = [randomUUID(), randomUUID()];
      await Promise.all([
        publish(one, numbered("a", 30), ann),
        publish(one, numbered("b", 30), bob),
      ]);
      await eventually(() => expect(recorder.received).toHaveLength(60));
      const of = (userId: string) =>
        recorder.received.filter((event) => event.userId === userId).map(({ name }) => name);
      expect(of(ann)).toEqual(numbered("a", 30));
      expect(of(bob)).toEqual(numbered("b", 30));
    });

    test("handles events of one user side by side where the order makes no difference", async () => {
      const writer = await start();
      await publish(writer, numbered("a", 30), randomUUID());
      const { promise: released, resolve: release } = Promise.withResolvers<number>();
      let inHand = 0;
      const recorder = createRecorder("reader", () => {
        inHand += 1;
        if (inHand === 2) release(204);
        return released;
      });
      await start(recorder.service("group", "none"));
      await eventually(() => expect(new Set(recorder.names()).size).toBe(30));
    });

    test("hands on the correlation id and the trace of an event", async () => {
      const recorder = createRecorder("reader");
      const one = await start(recorder.service());
      const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      await one
        .platform("writer")
        .pubsub.publish(topic, { ...makeEvent("traced", randomUUID()), traceparent });
      await eventually(() => expect(recorder.received).toHaveLength(1));
      const [event] = recorder.received;
      expect(event?.correlationId).toBe("traced");
      expect(event?.traceparent).toContain("4bf92f3577b34da6a3ce929d0e0e4736");
    });

    test("delivers an event that is published twice once", async () => {
      const recorder = createRecorder("reader");
      const one = await start(recorder.service());
      const event = makeEvent("once", randomUUID());
      const { pubsub } = one.platform("writer");
      await pubsub.publish(topic, event);
      await pubsub.publish(topic, event);
      await pubsub.publish(topic, makeEvent("last", event.data.user_id));
      await eventually(() => expect(recorder.names()).toContain("last"));
      expect(recorder.names()).toEqual(["once", "last"]);
    });

    test("delivers again after a failure, and no later event of the user before it", async () => {
      const recorder = createRecorder("reader", (event, tries) =>
        event.name === "a0" && tries < 3 ? 500 : 204,
      );
      const one = await start(recorder.service());
      await publish(one, ["a0", "a1"], randomUUID());
      await eventually(() => expect(recorder.names()).toEqual(["a0", "a1"]));
    });

    test("a handler that is unavailable gets the event for as long as it takes", async () => {
      const recorder = createRecorder("reader", (_event, tries) =>
        tries <= system.maxTries + 2 ? 503 : 204,
      );
      const one = await start(recorder.service());
      await publish(one, ["patient"], randomUUID());
      await eventually(() => expect(recorder.names()).toEqual(["patient"]));
      expect(await system.deadLetters("reader")).toEqual([]);
    });

    test("an event that keeps failing goes to the dead letters, and its neighbours go on", async () => {
      const recorder = createRecorder("reader", (event) => (event.name === "bad" ? 500 : 204));
      const one = await start(recorder.service());
      const [ann = "", bob = ""] = system.users(2);
      const bad = makeEvent("bad", ann);
      await one.platform("writer").pubsub.publish(topic, bad);
      await publish(one, ["a1"], ann);
      await publish(one, ["b0"], bob);
      await eventually(() => expect(recorder.names().sort()).toEqual(["a1", "b0"]));
      // Bob did not wait for Ann's bad event.
      expect(recorder.names()[0]).toBe("b0");
      const [letter] = await system.deadLetters("reader");
      expect(letter).toMatchObject({ eventId: bad.id, tries: system.maxTries });
      expect(letter?.error).toContain("500");
    });

    test("a malformed event goes to the dead letters at once", async () => {
      const recorder = createRecorder("reader", () => 422);
      const one = await start(recorder.service());
      await publish(one, ["malformed"], randomUUID());
      await eventually(async () => expect(await system.deadLetters("reader")).toHaveLength(1));
      expect(recorder.tries.get("malformed")).toBe(1);
    });

    test("a slow group does not hold up another", async () => {
      const { promise: held, resolve: release } = Promise.withResolvers<number>();
      const slow = createRecorder("slow", () => held);
      const quick = createRecorder("quick");
      const one = await start(slow.service(), quick.service());
      await publish(one, numbered("a", 5), randomUUID());
      await eventually(() => expect(quick.names()).toEqual(numbered("a", 5)));
      expect(slow.names()).toEqual([]);
      release(204);
      await eventually(() => expect(slow.names()).toEqual(numbered("a", 5)));
    });

    test("goes on where it was after a restart", async () => {
      const before = createRecorder("reader");
      const first = await start(before.service());
      const user = randomUUID();
      await publish(first, ["a0", "a1"], user);
      await eventually(() => expect(before.names()).toEqual(["a0", "a1"]));
      await first.stop();
      const writer = await start();
      await publish(writer, ["a2"], user);
      const after = createRecorder("reader");
      await start(after.service());
      await eventually(() => expect(after.names()).toContain("a2"));
      expect(after.names()).toEqual(["a2"]);
    });

    test("two processes share a group without doubling, and one takes over when the other dies", async () => {
      const recorders = [createRecorder("reader"), createRecorder("reader")] as const;
      const [first, second] = [
        await start(recorders[0].service()),
        await start(recorders[1].service()),
      ];
      const all = () => recorders.flatMap((recorder) => recorder.names());
      await Promise.all(
        numbered("a", 20).map((name, index) =>
          publish(index % 2 ? first : second, [name], randomUUID()),
        ),
      );
      await eventually(() => expect(all()).toHaveLength(20));
      expect(new Set(all()).size).toBe(20);
      await first.kill();
      await publish(second, ["after"], randomUUID());
      await eventually(() => expect(recorders[1].names()).toContain("after"));
    });

    test("broadcasts to every process, from now on", async () => {
      const early = createRecorder("early", () => 204);
      const first = await start(early.service());
      await publish(first, ["before"], randomUUID());
      await eventually(() => expect(early.names()).toEqual(["before"]));
      const recorders = [createRecorder("gateway"), createRecorder("gateway")] as const;
      for (const recorder of recorders) await start(recorder.service("broadcast"));
      await publish(first, ["now"], randomUUID());
      for (const recorder of recorders)
        await eventually(() => expect(recorder.names()).toEqual(["now"]));
    });

    test("delivers again from the time that a group is rewound to", async () => {
      const recorder = createRecorder("reader");
      const one = await start(recorder.service());
      const user = randomUUID();
      await publish(one, ["old"], user);
      await eventually(() => expect(recorder.names()).toEqual(["old"]));
      const since = new Date(Date.now() + 1);
      await eventually(() => expect(Date.now()).toBeGreaterThan(since.getTime()));
      await publish(one, numbered("a", 3), user);
      await eventually(() => expect(recorder.received).toHaveLength(4));
      await system.rewind("reader", since);
      await eventually(() =>
        expect(recorder.names()).toEqual(["old", ...numbered("a", 3), ...numbered("a", 3)]),
      );
    });
  });

  describe("jobs", () => {
    type Fired = { name: string; data: unknown };

    function createWorker(name: string, answer: (tries: number) => number = () => 204) {
      const app = createApp({ log: createLogger(name, "silent"), name });
      const fired: Fired[] = [];
      let tries = 0;
      app.post<{ Params: { name: string } }>("/job/:name", async (request, reply) => {
        const status = answer((tries += 1));
        if (status < 300) fired.push({ name: request.params.name, data: request.body });
        return reply.code(status).send();
      });
      const service: TestService = { name, subscriptions: [], app };
      return { fired, service, tries: () => tries };
    }

    const soon = () => new Date(Date.now() + 100);

    test("fires at its time with its data, not before", async () => {
      const worker = createWorker("reminders");
      const one = await start(worker.service);
      const dueTime = new Date(Date.now() + 400);
      await one.platform("reminders").jobs.schedule("remind-1", { dueTime, data: { task: 7 } });
      await eventually(() => expect(worker.fired).toHaveLength(1));
      expect(Date.now()).toBeGreaterThanOrEqual(dueTime.getTime());
      expect(worker.fired).toEqual([{ name: "remind-1", data: { task: 7 } }]);
    });

    test("scheduling again replaces, deleting removes", async () => {
      const worker = createWorker("reminders");
      const one = await start(worker.service);
      const { jobs } = one.platform("reminders");
      const later = new Date(Date.now() + 3_600_000);
      await jobs.schedule("replaced", { dueTime: later, data: "first" });
      await jobs.schedule("replaced", { dueTime: soon(), data: "second" });
      await jobs.schedule("deleted", { dueTime: soon(), data: "never" });
      await jobs.delete("deleted");
      await jobs.delete("never-there");
      await jobs.schedule("last", { dueTime: new Date(Date.now() + 300), data: "last" });
      await eventually(() => expect(worker.fired.map(({ data }) => data)).toContain("last"));
      expect(worker.fired.map(({ data }) => data)).toEqual(["second", "last"]);
    });

    test("is tried until the answer is 2xx", async () => {
      const worker = createWorker("reminders", (tries) => (tries < 3 ? 500 : 204));
      const one = await start(worker.service);
      await one.platform("reminders").jobs.schedule("stubborn", { dueTime: soon(), data: null });
      await eventually(() => expect(worker.fired).toHaveLength(1));
      expect(worker.tries()).toBe(3);
    });

    test("that its service refuses is a dead letter and comes no more, and others go on", async () => {
      const app = createApp({ log: createLogger("reminders", "silent"), name: "reminders" });
      const fired: string[] = [];
      app.post<{ Params: { name: string } }>("/job/:name", async ({ params }, reply) => {
        fired.push(params.name);
        return reply.code(params.name === "refused" ? 422 : 204).send();
      });
      const one = await start({ name: "reminders", subscriptions: [], app });
      const { jobs } = one.platform("reminders");
      await jobs.schedule("refused", { dueTime: soon(), data: { task: 7 } });
      await eventually(async () => {
        const letters = await system.deadLetters("reminders");
        expect(letters.map(({ tries }) => tries)).toEqual([1]);
        expect(letters[0]?.error).toContain("422");
      });
      // Later than the second after which a job that failed is tried again.
      await jobs.schedule("later", { dueTime: new Date(Date.now() + 1_500), data: null });
      await eventually(() => expect(fired).toContain("later"));
      expect(fired).toEqual(["refused", "later"]);
    });

    test("fires once, late, when its time passed while nothing ran", async () => {
      const killed = createWorker("reminders");
      const first = await start(killed.service);
      const dueTime = new Date(Date.now() + 3_000);
      await first.platform("reminders").jobs.schedule("late", { dueTime, data: 1 });
      await first.kill();
      await eventually(() => expect(Date.now()).toBeGreaterThan(dueTime.getTime()));
      expect(killed.fired).toEqual([]);
      const worker = createWorker("reminders");
      const second = await start(worker.service);
      await eventually(() => expect(worker.fired).toEqual([{ name: "late", data: 1 }]));
      await second.platform("reminders").jobs.schedule("last", { dueTime: soon(), data: 2 });
      await eventually(() => expect(worker.fired).toHaveLength(2));
      expect(worker.fired.map(({ name }) => name)).toEqual(["late", "last"]);
    });
  });

  describe("state", () => {
    test("keeps values by key, apart for each service", async () => {
      const one = await start();
      const state = one.platform("a").state;
      expect(await state.get("k")).toBeNull();
      await state.set("k", { list: [1, null, "ü"] });
      expect((await state.get("k"))?.value).toEqual({ list: [1, null, "ü"] });
      expect(await one.platform("b").state.get("k")).toBeNull();
      await state.delete("k");
      expect(await state.get("k")).toBeNull();
    });

    test("refuses to overwrite or delete what somebody else changed", async () => {
      const { state } = (await start()).platform("a");
      await state.set("k", 1);
      const etag = (await state.get("k"))?.etag ?? "";
      await state.set("k", 2, { etag });
      await expect(state.set("k", 3, { etag })).rejects.toThrow(EtagMismatch);
      await expect(state.delete("k", { etag })).rejects.toThrow(EtagMismatch);
      expect((await state.get("k"))?.value).toBe(2);
    });

    test("makes a key once, whoever else makes it at the same time, and again when its time is over", async () => {
      const { state } = (await start()).platform("a");
      const made = await Promise.allSettled(
        [1, 2, 3].map((value) => state.set("k", value, { etag: null, timeToLiveSeconds: 1 })),
      );
      const refused = made.filter((one) => one.status === "rejected");
      expect(refused).toHaveLength(2);
      for (const { reason } of refused) expect(reason).toBeInstanceOf(EtagMismatch);
      await eventually(() => state.set("k", 4, { etag: null }));
      expect((await state.get("k"))?.value).toBe(4);
    });

    test("forgets a value when its time to live is over", async () => {
      const { state } = (await start()).platform("a");
      await state.set("brief", 1, { timeToLiveSeconds: 1 });
      expect((await state.get("brief"))?.value).toBe(1);
      await eventually(async () => expect(await state.get("brief")).toBeNull());
    });
  });

  describe("invocation", () => {
    function createTarget(answer: (tries: number) => number) {
      const app = createApp({ log: createLogger("target", "silent"), name: "target" });
      let tries = 0;
      app.post("/internal/echo", async (request, reply) => {
        const status = answer((tries += 1));
        return reply.code(status).send({ echo: request.body });
      });
      return { service: { name: "target", subscriptions: [], app }, tries: () => tries };
    }

    test("calls another service, and again while it answers 5xx", async () => {
      const target = createTarget((tries) => (tries < 3 ? 500 : 200));
      const { invocation } = (await start(target.service)).platform("caller");
      const answer = await invocation.invoke("target", "POST", "/internal/echo", { a: 1 });
      expect(answer).toEqual({ status: 200, body: { echo: { a: 1 } } });
      expect(target.tries()).toBe(3);
    });

    test("calls without a body", async () => {
      const target = createTarget(() => 200);
      const { invocation } = (await start(target.service)).platform("caller");
      const answer = await invocation.invoke("target", "POST", "/internal/echo");
      expect(answer).toEqual({ status: 200, body: {} });
    });

    test("hands on a 4xx at once", async () => {
      const target = createTarget(() => 409);
      const { invocation } = (await start(target.service)).platform("caller");
      expect((await invocation.invoke("target", "POST", "/internal/echo", {})).status).toBe(409);
      expect(target.tries()).toBe(1);
    });

    test("says when the other service cannot answer now", async () => {
      const { invocation } = (await start(createTarget(() => 503).service)).platform("caller");
      await expect(
        invocation.invoke("target", "POST", "/internal/echo", {}),
      ).rejects.toBeInstanceOf(ServiceUnavailable);
    });

    test("rejects in the end", async () => {
      const { invocation } = (await start(createTarget(() => 500).service)).platform("caller");
      await expect(invocation.invoke("target", "POST", "/internal/echo", {})).rejects.toThrow();
      await expect(invocation.invoke("nobody", "GET", "/internal")).rejects.toThrow();
    });
  });

  test("gives secrets by name, and rejects for one that is not there", async () => {
    const { secrets } = (await start()).platform("a");
    expect(await secrets.get("greeting")).toBe("hello");
    await expect(secrets.get("nothing")).rejects.toThrow("nothing");
  });
}
