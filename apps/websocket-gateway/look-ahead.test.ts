import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "./test-client.ts";
import { signUp, startTestGateway, writeEvents, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ lateMs: 1_000 });
});
afterAll(() => gateway.stop());

/** The updates of five events that were made so many milliseconds ago, and a session that waits for them. */
async function writeFive(ageMs: number) {
  const { user, headers } = await signUp(gateway);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  const time = new Date(Date.now() - ageMs).toISOString();
  const updates = (await writeEvents(gateway.pool, user, 5)).map((update) => {
    const event = { ...update.data.payload.event, time };
    return { ...update, data: { ...update.data, payload: { event } } };
  });
  return { client, updates };
}

test("the first event that comes late brings those that follow it from the log", async () => {
  const { client, updates } = await writeFive(60_000);
  await gateway.deliver(updates[0]);
  await waitFor(() => client.sequences().length === 5);
  for (const update of updates) await gateway.deliver(update);
  client.send({ type: "ping" });
  await client.received("pong");
  expect(client.sequences()).toEqual([1, 2, 3, 4, 5]);
});

test("an event in time asks the log for nothing", async () => {
  const { client, updates } = await writeFive(0);
  await gateway.deliver(updates[0]);
  client.send({ type: "ping" });
  await client.received("pong");
  expect(client.sequences()).toEqual([1]);
  await gateway.deliver(updates[1]);
  await waitFor(() => client.sequences().length === 2);
});
