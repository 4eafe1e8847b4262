import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { waitFor } from "./test-client.ts";
import {
  addToken,
  addUser,
  startTestGateway,
  writeEvents,
  type TestGateway,
} from "./test-gateway.ts";

let gateway: TestGateway;
afterEach(() => gateway.stop());

type Client = { socket: Socket; text: () => string; isCut: () => boolean };

/** Asks for the stream of Server-Sent Events over a socket that can be told to read nothing. */
async function open(token: string): Promise<Client> {
  const [host, port] = gateway.host.split(":");
  const socket = connect({ ...(host ? { host } : {}), port: Number(port) });
  let text = "";
  let isCut = false;
  socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  socket.on("error", () => undefined).on("close", () => (isCut = true));
  await once(socket, "connect");
  const path = "/api/v1/events/stream";
  const headers = `Host: ${gateway.host}\r\nAuthorization: Bearer ${token}`;
  socket.write(`GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
  return { socket, text: () => text, isCut: () => isCut };
}

function connectionsAre(count: number): Promise<void> {
  const look = async () => expect(await gateway.connections()).toBe(count);
  return vi.waitFor(look, { timeout: 30_000, interval: 20 });
}

/** Writes events until what was sent no longer fits between the two. */
async function fill(user: string, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const updates = await writeEvents(gateway.pool, user, 5, "x".repeat(60_000));
    for (const update of updates) await gateway.deliver(update);
  }
}

test("a reader that is too slow is cut, without a wait for it to read the end", async () => {
  // Whoever waited for the end to be read would wait for a minute.
  gateway = await startTestGateway({ drainTimeoutMs: 100, closeTimeoutMs: 60_000 });
  const user = await addUser(gateway.pool);
  const { token } = await addToken(gateway.pool, user);
  const client = await open(token);
  await waitFor(() => client.text().includes("event: hello"));
  client.socket.pause();
  await fill(user, 40);
  await connectionsAre(0);
  client.socket.resume();
  await waitFor(client.isCut);
});

test("a reader that takes nothing from one comment to the next is cut, however little there is", async () => {
  const limits = { pingIntervalMs: 100, unsentBytes: Infinity };
  gateway = await startTestGateway(limits);
  const user = await addUser(gateway.pool);
  const { token } = await addToken(gateway.pool, user);
  const [deaf, hearing] = [await open(token), await open(token)];
  await waitFor(() => deaf.text().includes(": ping") && hearing.text().includes(": ping"));
  deaf.socket.pause();
  await fill(user, 40);
  await connectionsAre(1);
  expect(hearing.isCut()).toBe(false);
  deaf.socket.destroy();
  hearing.socket.destroy();
});

test("who leaves before the answer begins takes no place of the user's connections", async () => {
  gateway = await startTestGateway({ connectionsPerUser: 2 });
  const user = await addUser(gateway.pool);
  const { token } = await addToken(gateway.pool, user);
  for (let count = 0; count < 10; count += 1) (await open(token)).socket.resetAndDestroy();
  await connectionsAre(0);
  const client = await open(token);
  await waitFor(() => client.text().includes("\r\n\r\n"));
  expect(client.text()).toMatch(/^HTTP\/1.1 200 /);
  client.socket.destroy();
});
