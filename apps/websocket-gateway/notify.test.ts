import { randomUUID } from "node:crypto";
import { firedReminder } from "@pakaura/contract/fired-reminder.fixture";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createState } from "@pakaura/platform/embedded/state";
import type { Replica } from "@pakaura/platform/replica";
import type { State } from "@pakaura/platform/state";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { addToken, signUp, startTestGateway, type TestGateway } from "./test-gateway.ts";

let database: TestDatabase;
let state: State;
let gateways: Map<string, TestGateway> = new Map();

beforeAll(async () => {
  database = await createTestDatabase();
  state = createState(database.pool, "websocket-gateway");
});
afterEach(async () => {
  for (const gateway of gateways.values()) await gateway.stop();
  gateways = new Map();
});
afterAll(() => database.drop());

const called: string[] = [];

/** A replica among those of a test, which call each other by their addresses; one that is not there refuses. */
async function startReplica(id: string, store = state): Promise<TestGateway> {
  const address = `http://${id}:3001`;
  const replica: Replica = {
    id,
    address,
    post: async (to, url, body) => {
      called.push(to);
      const payload = JSON.stringify(body);
      const headers = { "content-type": "application/json" };
      const answer = await gateways
        .get(to)
        ?.internal.inject({ method: "POST", url, headers, payload });
      if (answer?.statusCode !== 204) throw new Error(`Nobody is at ${to}`);
    },
  };
  const gateway = await startTestGateway({}, { state: store, replica });
  gateways.set(address, gateway);
  return gateway;
}

const firedFor = (user: string) => firedReminder(user, { time: new Date().toISOString() });

async function ask(gateway: TestGateway, url: string, payload: object) {
  const answer = await gateway.internal.inject({ method: "POST", url, payload });
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json<unknown>() };
}
const notify = (gateway: TestGateway, user: string, event: object) =>
  ask(gateway, "/internal/notify", { user_id: user, event });
const isOpen = async (gateway: TestGateway, user: string) =>
  (await ask(gateway, "/internal/presence", { user_id: user })).body;

test("a reminder that reaches one replica reaches the sessions at all of them, once", async () => {
  const [a, b, c] = [await startReplica("a"), await startReplica("b"), await startReplica("c")];
  const { user, headers } = await signUp(b);
  const session = b.connect("/ws", headers);
  await session.received("hello");
  await vi.waitFor(async () => expect(await isOpen(c, user)).toEqual({ is_open: true }));
  called.length = 0;
  const event = firedFor(user);
  expect((await notify(a, user, event)).status).toBe(204);
  expect(await session.received("reminder")).toMatchObject({ event: { id: event.id } });
  expect(session.types().filter((type) => type === "reminder")).toHaveLength(1);
  expect(called).toEqual(["http://b:3001"]);
});

test("a replica that died keeps nobody from it, nor does a store that is away", async () => {
  const a = await startReplica("a");
  const { user, headers } = await signUp(a);
  const gone = {
    address: "http://gone:3001",
    receipts: true,
    updated_at: new Date().toISOString(),
  };
  await state.set(`ws:user:${user}`, { replicas: { gone } }, { etag: null });
  const session = a.connect("/ws", headers);
  await session.received("hello");
  const event = firedFor(user);
  expect((await notify(a, user, event)).status).toBe(204);
  expect(await session.received("reminder")).toMatchObject({ event: { id: event.id } });

  const refuse = () => Promise.reject(new Error("Redis is away"));
  const lone = await startReplica("lone", { get: refuse, set: refuse, delete: refuse });
  const bob = await signUp(lone);
  const other = lone.connect("/ws", bob.headers);
  await other.received("hello");
  expect((await notify(lone, bob.user, firedFor(bob.user))).status).toBe(204);
  await other.received("reminder");
  expect((await ask(lone, "/internal/presence", { user_id: bob.user })).status).toBe(500);
});

test("what a session says of a reminder is known to whoever asks any replica", async () => {
  const [a, b] = [await startReplica("a"), await startReplica("b")];
  const { user, headers } = await signUp(b);
  const session = b.connect("/ws", headers);
  expect(await session.received("hello")).toMatchObject({ receipts: true });
  const event = firedFor(user);
  await notify(b, user, event);
  await session.received("reminder");
  const question = { user_id: user, event_ids: [event.id] };
  const receipts = async () => (await ask(a, "/internal/receipts", question)).body;
  expect(await receipts()).toEqual({ shown: [], seen: [] });
  session.send({ type: "receipt", event_id: event.id, state: "shown" });
  await vi.waitFor(async () => expect(await receipts()).toEqual({ shown: [event.id], seen: [] }));
  session.send({ type: "receipt", event_id: event.id, state: "seen" });
  await vi.waitFor(async () => expect(await receipts()).toMatchObject({ seen: [event.id] }));
});

test("a reminder that came by the event stream alone can be seen as well", async () => {
  const a = await startReplica("a");
  const { user, headers } = await signUp(a);
  const session = a.connect("/ws", headers);
  await session.received("hello");
  const event = firedFor(user);
  const data = { user_id: user, task_id: event.data.task_id, correlation_id: "c" };
  const update = { ...event, id: randomUUID(), type: "sync.task-changed", sequence: undefined };
  await a.deliver({ ...update, data: { ...data, payload: { event } } });
  await session.received("event");
  session.send({ type: "receipt", event_id: event.id, state: "seen" });
  const question = { user_id: user, event_ids: [event.id] };
  await vi.waitFor(async () =>
    expect((await ask(a, "/internal/receipts", question)).body).toMatchObject({ seen: [event.id] }),
  );
});

test("a program with a token neither counts as somebody who looks, nor can say that a reminder was seen", async () => {
  const a = await startReplica("a");
  const { user } = await signUp(a);
  const { token } = await addToken(a.pool, user);
  const program = a.connect("/ws", { authorization: `Bearer ${token}` });
  expect(await program.received("hello")).not.toHaveProperty("receipts");
  const event = firedFor(user);
  await notify(a, user, event);
  await program.received("reminder");
  program.send({ type: "receipt", event_id: event.id, state: "seen" });
  program.send({ type: "ping" });
  await program.received("pong");
  const question = { user_id: user, event_ids: [event.id] };
  expect((await ask(a, "/internal/receipts", question)).body).toEqual({ shown: [], seen: [] });
  await vi.waitFor(async () => expect(await state.get(`ws:user:${user}`)).not.toBeNull());
  expect(await isOpen(a, user)).toEqual({ is_open: false });
});
