import { closeCodes } from "@pakaura/contract/websocket";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { signUp, startTestGateway, writeEvents, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ drainTimeoutMs: 100 });
});
afterAll(() => gateway.stop());

test("a reader that was too slow is told so when it reads on", { timeout: 60_000 }, async () => {
  const { user, headers } = await signUp(gateway);
  const client = gateway.connect("/ws", headers);
  await client.received("hello");
  const close = vi.spyOn(WebSocket.prototype, "close");
  client.socket.pause();
  for (let round = 0; round < 40; round += 1) {
    const updates = await writeEvents(gateway.pool, user, 5, "x".repeat(60_000));
    for (const update of updates) await gateway.deliver(update);
  }
  const patience = { timeout: 30_000, interval: 20 };
  await vi.waitFor(() => {
    expect(close).toHaveBeenCalledWith(closeCodes.tooSlow, expect.any(String));
  }, patience);
  client.socket.resume();
  expect(await client.closed(20_000)).toBe(closeCodes.tooSlow);
});
