import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import { createLogger } from "@pakaura/service/logging";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitFor } from "./test-client.ts";
import { signUp, startTestGateway, writeEvents, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

test("what is committed reaches the sockets of its user through the platform", async () => {
  const log = createLogger("test", "silent");
  const { pool, url, internal, service } = gateway;
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {} });
  platform.attach(service, internal);
  await platform.start();
  const { user, headers } = await signUp(gateway);
  const clients = [gateway.connect("/ws", headers), gateway.connect("/ws", headers)];
  await Promise.all(clients.map((client) => client.received("hello")));

  for (let round = 0; round < 20; round += 1) {
    await Promise.all([writeEvents(pool, user, 2), writeEvents(pool, user, 3)]);
    platform.wake();
  }
  const wanted = Array.from({ length: 100 }, (_, index) => index + 1);
  for (const client of clients) {
    await waitFor(() => client.sequences().length >= 100);
    expect(client.sequences()).toEqual(wanted);
  }
  await platform.stop();
});
