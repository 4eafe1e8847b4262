import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "./test-client.ts";
import {
  addToken,
  addUser,
  signUp,
  startTestGateway,
  writeEvents,
  type TestGateway,
} from "./test-gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ pingIntervalMs: 100, recheckMs: 50 });
});
afterAll(() => gateway.stop());

async function signUpByToken() {
  const user = await addUser(gateway.pool);
  const { token, id } = await addToken(gateway.pool, user);
  return { user, id, headers: { authorization: `Bearer ${token}` } };
}

/** Reads a response of Server-Sent Events while it comes. */
async function readStream(query: string, headers: Record<string, string>) {
  const stop = new AbortController();
  const url = `http://${gateway.host}/api/v1/events/stream${query}`;
  const response = await fetch(url, { headers, signal: stop.signal });
  const reading = { response, text: "", hasEnded: false, stop: () => stop.abort() };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      reading.text += decoder.decode(chunk, { stream: true });
  })()
    .catch(() => {})
    .finally(() => (reading.hasEnded = true));
  return {
    ...reading,
    text: () => reading.text,
    hasEnded: () => reading.hasEnded,
    ids: () =>
      [...reading.text.matchAll(/^id: (\d+)\ndata: \{"type":"event"/gm)].map(([, id]) =>
        Number(id),
      ),
  };
}

test("gives what the socket gives, with the sequence as the id", async () => {
  const { user, headers } = await signUpByToken();
  await writeEvents(gateway.pool, user, 3);
  const stream = await readStream("?after=1", headers);
  expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(stream.response.headers.get("x-correlation-id")).toBeTruthy();
  await waitFor(() => stream.text().includes("event: caught-up\n"));
  for (const update of await writeEvents(gateway.pool, user, 2)) await gateway.deliver(update);
  await waitFor(() => stream.ids().length === 4);
  expect(stream.ids()).toEqual([2, 3, 4, 5]);
  expect(stream.text()).toMatch(/^(: ping\n\n)*event: hello\ndata: \{"type":"hello"/);
  stream.stop();
});

test("Last-Event-ID goes before the query", async () => {
  const { user, headers } = await signUpByToken();
  await writeEvents(gateway.pool, user, 5);
  const stream = await readStream("?after=1", { ...headers, "last-event-id": "4" });
  await waitFor(() => stream.text().includes("event: caught-up\n"));
  expect(stream.ids()).toEqual([5]);
  stream.stop();
});

test("without a place to go on from, it begins now and says where that is", async () => {
  const { user, headers } = await signUpByToken();
  await writeEvents(gateway.pool, user, 5);
  const stream = await readStream("", headers);
  await waitFor(() => stream.text().includes("event: hello\n"));
  expect(stream.text()).toMatch(/^id: 5\nevent: hello\n/);
  for (const update of await writeEvents(gateway.pool, user, 1)) await gateway.deliver(update);
  await waitFor(() => stream.ids().length === 1);
  expect(stream.ids()).toEqual([6]);
  stream.stop();
});

test.each(["?after=9", "?after=0", "?after=3&epoch=another"])(
  "%s may ask for a resync",
  async (query) => {
    const { user, headers } = await signUpByToken();
    await writeEvents(gateway.pool, user, 5);
    await gateway.pool.query("delete from events where user_id = $1 and sequence = 1", [user]);
    const stream = await readStream(query, headers);
    await waitFor(() =>
      stream.text().includes('id: 5\nevent: resync\ndata: {"type":"resync"}\n\n'),
    );
    stream.stop();
  },
);

test("comments keep the connection alive", async () => {
  const stream = await readStream("", (await signUpByToken()).headers);
  await waitFor(() => stream.text().split("\n: ping\n\n").length > 2);
  stream.stop();
});

test("ends when the token is revoked, and is refused afterwards", async () => {
  const { id, headers } = await signUpByToken();
  const stream = await readStream("", headers);
  await waitFor(() => stream.text().includes("hello"));
  await gateway.pool.query("delete from tokens where id = $1", [id]);
  await waitFor(stream.hasEnded);
  const again = await readStream("", headers);
  expect(again.response.status).toBe(401);
});

test("is refused as soon as it was seen to have ended, although no notice told of it", async () => {
  const { id, headers } = await signUpByToken();
  const stream = await readStream("", headers);
  await waitFor(() => stream.text().includes("hello"));
  const client = await gateway.pool.connect();
  // Without its triggers the database notifies nobody.
  await client.query("set session_replication_role = replica");
  await client.query("delete from tokens where id = $1", [id]);
  client.release(true);
  await waitFor(stream.hasEnded);
  const again = await readStream("", headers);
  expect(again.response.status).toBe(401);
});

test("is refused without a session, and with a query that it does not know", async () => {
  const refused = await readStream("", {});
  expect(refused.response.status).toBe(401);
  await waitFor(refused.hasEnded);
  expect(JSON.parse(refused.text())).toMatchObject({ code: "unauthenticated" });
  const { headers } = await signUpByToken();
  for (const query of ["?after=-1", "?after=x", "?before=1"]) {
    expect((await readStream(query, headers)).response.status).toBe(422);
  }
});

test("a stopping server says 1001 to sockets, ends streams, and does not wait for the deaf", async () => {
  const stopping = await startTestGateway({ stopTimeoutMs: 200 });
  const { headers } = await signUp(stopping);
  const [client, deaf] = [stopping.connect("/ws", headers), stopping.connect("/ws", headers)];
  await Promise.all([client.received("hello"), deaf.received("hello")]);
  const response = await fetch(`http://${stopping.host}/api/v1/events/stream`, { headers });
  deaf.socket.pause();
  const [code] = await Promise.all([client.closed(), response.text(), stopping.stop()]);
  expect(code).toBe(1001);
  expect(deaf.socket.readyState).toBe(deaf.socket.OPEN);
  deaf.socket.resume();
  await deaf.closed();
});
