import { connect as connectTcp } from "node:net";
import { metrics } from "@pakaura/service/metrics";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { waitFor } from "./test-client.ts";
import { signUp, startTestGateway, writeEvents, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    pingIntervalMs: 600,
    messageBurst: 100,
    drainTimeoutMs: 1_000,
    closeTimeoutMs: 200,
  });
});
afterAll(() => gateway.stop());

async function countConnections(): Promise<number> {
  return (await metrics.webSocketConnections.get()).values[0]?.value ?? 0;
}

function upTo(last: number, first = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

test("events arrive in order and once, however they are delivered", async () => {
  const { user, headers } = await signUp(gateway);
  await writeEvents(gateway.pool, user, 3);
  const clients = [gateway.connect("/ws", headers), gateway.connect("/ws", headers)];
  for (const client of clients)
    expect(await client.received("hello")).toMatchObject({ sequence: 3 });
  const updates = await writeEvents(gateway.pool, user, 6);
  const [four, five, six, seven, , nine] = updates;
  for (const update of [four, four, six, five, seven, five, nine, six]) {
    expect(await gateway.deliver(update)).toBe(204);
  }
  for (const client of clients) {
    await waitFor(() => client.sequences().length === 6);
    expect(client.sequences()).toEqual([4, 5, 6, 7, 8, 9]);
  }
});

test("a live event and the same event of a catch-up are the same text", async () => {
  const { user, headers } = await signUp(gateway);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  const [update] = await writeEvents(gateway.pool, user, 1);
  await gateway.deliver(update);
  const live = await client.received("event");
  expect(live?.event).toEqual(update?.data.payload.event);
  client.send({ type: "catchup", since: 0 });
  await client.received("caught-up");
  const [, first, again] = client.messages;
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
});

test("a client that was away gets all that it missed, by sequence and by time", async () => {
  const { user, headers } = await signUp(gateway);
  await writeEvents(gateway.pool, user, 700);
  const client = gateway.connect("/ws", headers);
  const hello = await client.received("hello");
  client.send({ type: "catchup", epoch: hello?.epoch, since: 5 });
  expect(await client.received("caught-up")).toEqual({ type: "caught-up", sequence: 700 });
  expect(client.sequences()).toEqual(upTo(700, 6));

  const now = new Date();
  await writeEvents(gateway.pool, user, 2);
  const byTime = gateway.connect("/ws", headers);
  await byTime.received("hello");
  byTime.send({ type: "catchup", since: now.toISOString() });
  await byTime.received("caught-up");
  expect(byTime.sequences()).toEqual(upTo(702, byTime.sequences()[0]));
  expect(byTime.sequences()).toEqual(expect.arrayContaining([701, 702]));
});

test("resync is the answer to what was pruned, to another epoch, and to what has not happened", async () => {
  const { user, headers } = await signUp(gateway);
  await writeEvents(gateway.pool, user, 10);
  await gateway.pool.query("delete from events where user_id = $1 and sequence <= 4", [user]);
  const client = gateway.connect("/ws", headers);
  const epoch = (await client.received("hello"))?.epoch;
  client.send({ type: "catchup", epoch, since: 3 });
  client.send({ type: "catchup", epoch, since: 11 });
  client.send({ type: "catchup", epoch: "another", since: 9 });
  client.send({ type: "catchup", since: "2001-01-01T00:00:00Z" });
  client.send({ type: "catchup", epoch, since: 4 });
  await client.received("caught-up");
  const events = Array.from({ length: 6 }, () => "event");
  expect(client.types()).toEqual([
    "hello",
    "resync",
    "resync",
    "resync",
    "resync",
    ...events,
    "caught-up",
  ]);
});

test.each(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "2026-11-25T09:00:00.123456789Z"])(
  "a catch-up from %s is answered",
  async (since) => {
    const { headers } = await signUp(gateway);
    const client = gateway.connect("/ws", headers);
    await client.received("hello");
    client.send({ type: "catchup", since });
    await waitFor(() => client.types().length === 2);
    expect(["caught-up", "resync"]).toContain(client.types()[1]);
    client.socket.terminate();
  },
);

test.each([
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+00:01",
  "9999-12-31T23:59:59-00:01",
  `2026-11-25T09:00:00.${"1".repeat(200)}Z`,
])("a catch-up from %s, which is no time that can be, is closed 4400", async (since) => {
  const { headers } = await signUp(gateway);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  client.send({ type: "catchup", since });
  expect(await client.closed()).toBe(4400);
});

test("catching up under steady writes gives every event once and in order", async () => {
  const { user, headers } = await signUp(gateway);
  await writeEvents(gateway.pool, user, 300);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  client.send({ type: "catchup", since: 0 });
  for (let round = 0; round < 30; round += 1) {
    const updates = await writeEvents(gateway.pool, user, 5);
    await Promise.all(updates.map((update) => gateway.deliver(update)));
  }
  await waitFor(() => client.sequences().at(-1) === 450);
  expect(client.sequences()).toEqual(upTo(450));
});

test("changed filters are told of to sessions of their user alone", async () => {
  const { user, headers } = await signUp(gateway);
  const other = gateway.connect("/ws", (await signUp(gateway)).headers);
  const client = gateway.connect("/ws", headers);
  await Promise.all([client.received("hello"), other.received("hello")]);
  const data = { user_id: user, correlation_id: "c", payload: {} };
  expect(await gateway.deliver({ type: "sync.filters-changed", data })).toBe(204);
  expect(await client.received("filters")).toEqual({ type: "filters" });
  expect(other.types()).toEqual(["hello"]);
});

test("an activity entry arrives after its event", async () => {
  const { user, headers } = await signUp(gateway);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  const [update] = await writeEvents(gateway.pool, user, 1);
  const event = update?.data.payload.event;
  const entry = {
    id: event?.id,
    time: event?.time,
    action: "task.updated",
    actor: "user",
    actor_detail: null,
    task_id: event?.subject,
    task_title: "Buy milk",
    changes: {},
    sentence: "Task updated: Buy milk",
    event_id: event?.id,
    sequence: 1,
    undoable: false,
  };
  const data = { user_id: user, task_id: event?.subject, correlation_id: "c", payload: { entry } };
  expect(await gateway.deliver({ ...update, type: "audit.entry-created", data })).toBe(204);
  expect(await client.received("activity")).toEqual({ type: "activity", entry });
  expect(client.types()).toEqual(["hello", "event", "activity"]);
});

test("an event that names another user inside reaches neither", async () => {
  const [one, other] = [await signUp(gateway), await signUp(gateway)];
  const clients = [gateway.connect("/ws", one.headers), gateway.connect("/ws", other.headers)];
  await Promise.all(clients.map((client) => client.received("hello")));
  const [update] = await writeEvents(gateway.pool, one.user, 1);
  await gateway.deliver({ ...update, data: { ...update?.data, user_id: other.user } });
  for (const client of clients) {
    client.send({ type: "ping" });
    await client.received("pong");
    expect(client.types()).toEqual(["hello", "pong"]);
  }
});

test.each<[string, string | Buffer]>([
  ["text that is not JSON", "hello"],
  ["an unknown type", '{"type":"shout"}'],
  ["a second sign-in", '{"type":"auth","token":"pak_1"}'],
  ["a binary message", Buffer.from('{"type":"ping"}')],
  ["a message that is too big", JSON.stringify({ type: "ping", padding: "x".repeat(20_000) })],
  ["a huge message", "x".repeat(3_000_000)],
])("%s is closed 4400", async (_, message) => {
  const client = gateway.connect("/ws", (await signUp(gateway)).headers);
  await client.received("hello");
  client.socket.send(message);
  expect(await client.closed()).toBe(4400);
});

test("a flood of messages is closed 4400", async () => {
  const client = gateway.connect("/ws", (await signUp(gateway)).headers);
  await client.received("hello");
  for (let index = 0; index < 200; index += 1) client.send({ type: "ping" });
  expect(await client.closed()).toBe(4400);
});

test("a client that answers pings stays, and one that does not is cut", async () => {
  const { headers } = await signUp(gateway);
  const answering = gateway.connect("/ws", headers);
  let pings = 0;
  answering.socket.on("ping", () => (pings += 1));
  await answering.received("hello");
  const silent = connectTcp(Number(gateway.host.split(":")[1]), "127.0.0.1");
  let isCut = false;
  silent.on("close", () => (isCut = true)).on("error", () => {});
  silent.resume();
  silent.write(
    `GET /ws HTTP/1.1\r\nHost: ${gateway.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
      `Cookie: ${headers.cookie}\r\nOrigin: ${headers.origin}\r\n\r\n`,
  );
  await waitFor(() => isCut);
  await waitFor(() => pings >= 3);
  expect(answering.socket.readyState).toBe(answering.socket.OPEN);
  answering.socket.close();
});

test(
  "a reader that does not read is cut, and the others get everything",
  { timeout: 60_000 },
  async () => {
    const { user, headers } = await signUp(gateway);
    const reader = gateway.connect("/ws", headers);
    const stalled = gateway.connect("/ws", headers);
    await Promise.all([reader.received("hello"), stalled.received("hello")]);
    const connectionsBefore = await countConnections();
    stalled.socket.pause();
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 50; round += 1) {
      const updates = await writeEvents(gateway.pool, user, 5, "x".repeat(60_000));
      for (const update of updates) await gateway.deliver(update);
    }
    await waitFor(() => reader.sequences().length === 250, 20_000);
    expect(reader.sequences()).toEqual(upTo(250));
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    const isCut = async () => expect(await countConnections()).toBeLessThan(connectionsBefore);
    await vi.waitFor(isCut, { timeout: 30_000, interval: 10 });
    stalled.socket.resume();
    await stalled.closed();
    const received = stalled.sequences();
    expect(received.length).toBeLessThan(250);
    expect(received).toEqual(upTo(received.length));
  },
);
