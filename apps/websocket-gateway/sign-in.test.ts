import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addSession,
  addToken,
  addUser,
  startTestGateway,
  type TestGateway,
} from "./test-gateway.ts";
import { waitFor } from "./test-client.ts";

let gateway: TestGateway;
let user: string;
let cookie: string;
let token: string;

beforeAll(async () => {
  gateway = await startTestGateway({
    authTimeoutMs: 1_000,
    recheckMs: 50,
    connectionsPerUser: 150,
  });
  user = await addUser(gateway.pool);
  ({ cookie } = await addSession(gateway.pool, user));
  ({ token } = await addToken(gateway.pool, user));
});
afterAll(() => gateway.stop());

const ours = () => ({ cookie, origin: `http://${gateway.host}` });

test("the session cookie from a page of ours opens the socket", async () => {
  const hello = await gateway.connect("/ws", ours()).received("hello");
  expect(hello).toMatchObject({
    sequence: 0,
    epoch: expect.any(String),
    session_id: expect.any(String),
  });
});

test("the session cookie from a configured origin opens the socket", async () => {
  await gateway.connect("/ws", { cookie, origin: "https://tasks.example.org" }).received("hello");
});

test.each([{ origin: "https://evil.example" }, { origin: "null" }, {}])(
  "the session cookie from elsewhere (%j) is closed 4401 and hears nothing",
  async (headers) => {
    const client = gateway.connect("/ws", { cookie, ...headers });
    expect(await client.closed()).toBe(4401);
    expect(client.messages).toEqual([]);
  },
);

test("a forged session cookie is closed 4401", async () => {
  const forged = cookie.replace(/=...../, "=AAAAA");
  expect(await gateway.connect("/ws", { ...ours(), cookie: forged }).closed()).toBe(4401);
});

test("without a session cookie a token in the first message opens the socket", async () => {
  const client = gateway.connect("/ws", {
    cookie: "theme=dark",
    origin: "https://elsewhere.example",
  });
  await client.opened();
  client.send({ type: "auth", token });
  client.send({ type: "catchup", epoch: "another", since: 0 });
  await client.received("resync");
  expect(client.types()).toEqual(["hello", "resync"]);
});

test("a token in the header of the upgrade opens the socket", async () => {
  await gateway.connect("/ws", { authorization: `Bearer ${token}` }).received("hello");
  expect(await gateway.connect("/ws", { authorization: "Bearer pak_no" }).closed()).toBe(4401);
});

test.each(['{"type":"auth","token":"pak_wrong"}', '{"type":"ping"}', "hello"])(
  "the first message %s is closed 4401",
  async (first) => {
    const client = gateway.connect();
    await client.opened();
    client.send(first);
    expect(await client.closed()).toBe(4401);
  },
);

test("no message in time is closed 4401", async () => {
  expect(await gateway.connect().closed()).toBe(4401);
});

test("the address with one's own id is the same socket, with another's it is closed 4403", async () => {
  await gateway.connect(`/ws/${user}`, ours()).received("hello");
  const other = await addUser(gateway.pool);
  expect(await gateway.connect(`/ws/${other}`, ours()).closed()).toBe(4403);
  expect(await gateway.connect("/ws/nobody", ours()).closed()).toBe(4403);
});

test("another address has no socket", async () => {
  const client = gateway.connect("/api/v1/tasks", ours());
  const status = new Promise((resolve) => {
    client.socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
  });
  expect(await status).toBe(404);
});

test("an offer of HTTP/2 does not stand in the way of an ordinary request", async () => {
  const { request } = await import("node:http");
  const status = await new Promise((resolve, reject) => {
    const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "" };
    const asking = request(
      `http://${gateway.host}/api/v1/events/stream`,
      { headers },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asking.on("error", reject).end();
  });
  expect(status).toBe(401);
});

test.each(["session", "token"] as const)(
  "when the %s ends, its sockets are closed 4401 and no others",
  async (kind) => {
    const { pool } = gateway;
    const credential =
      kind === "session" ? await addSession(pool, user) : await addToken(pool, user);
    const headers =
      "cookie" in credential
        ? { ...ours(), cookie: credential.cookie }
        : { authorization: `Bearer ${credential.token}` };
    const ending = gateway.connect("/ws", headers);
    const staying = gateway.connect("/ws", ours());
    await Promise.all([ending.received("hello"), staying.received("hello")]);
    await pool.query(`delete from ${kind}s where id = $1`, [credential.id]);
    expect(await ending.closed()).toBe(4401);
    staying.send({ type: "ping" });
    await staying.received("pong");
  },
);

test("when a session expires or the user is disabled, the socket is closed 4401", async () => {
  const { pool } = gateway;
  const expiring = await addSession(pool, user);
  const client = gateway.connect("/ws", { ...ours(), cookie: expiring.cookie });
  await client.received("hello");
  await pool.query("update sessions set expires_at = now() where id = $1", [expiring.id]);
  expect(await client.closed()).toBe(4401);

  const other = await addUser(pool);
  const disabled = gateway.connect("/ws", {
    ...ours(),
    cookie: (await addSession(pool, other)).cookie,
  });
  await disabled.received("hello");
  await pool.query("update users set disabled_at = now() where id = $1", [other]);
  expect(await disabled.closed()).toBe(4401);
});

test("100 sessions of a user are open at once, and there is a limit", async () => {
  const other = await addUser(gateway.pool);
  const headers = { ...ours(), cookie: (await addSession(gateway.pool, other)).cookie };
  const clients = Array.from({ length: 150 }, () => gateway.connect("/ws", headers));
  await Promise.all(clients.map((client) => client.received("hello")));
  expect(await gateway.connect("/ws", headers).closed()).toBe(1013);
  for (const { socket } of clients) socket.close();
  await waitFor(() => clients.every(({ socket }) => socket.readyState === socket.CLOSED));
});
