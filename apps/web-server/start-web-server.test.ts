import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "@pakaura/service/config";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, beforeEach, expect, test } from "vitest";
import { webServerSettings } from "./config.ts";
import type { WebServer } from "./create-web-server.ts";
import { startWebServer } from "./start-web-server.ts";

let folder: string;
let server: WebServer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-web-"));
  writeFileSync(join(folder, "index.html"), "<title>Pakaura</title>");
});
afterEach(async () => {
  await server.open.close();
  await server.internal.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string>): Promise<WebServer> {
  const ports = { PORT: "0", INTERNAL_PORT: "0", WEB_APP_FOLDER: folder };
  const config = readConfig(webServerSettings, { ...ports, ...env });
  server = await startWebServer(config, createLogger("test", "silent"));
  return server;
}

test("metrics stay on the loopback address where people come from everywhere", async () => {
  const { open, internal } = await start({ HOST: "0.0.0.0" });
  expect(open.server.address()).toMatchObject({ address: "0.0.0.0" });
  expect(internal.server.address()).toMatchObject({ address: "127.0.0.1" });
  expect((await open.inject("/metrics")).statusCode).toBe(404);
  expect((await internal.inject("/metrics")).body).toContain("http_requests_total");
});

test("metrics are where a container is told to show them", async () => {
  const { internal } = await start({ INTERNAL_HOST: "0.0.0.0" });
  expect(internal.server.address()).toMatchObject({ address: "0.0.0.0" });
});
