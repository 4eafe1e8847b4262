import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { freePort } from "../free-port.ts";

/** What every line of every process is: docs/decisions/0047-logs-and-traces.md. */
const lineSchema = z.looseObject({
  timestamp: z.iso.datetime(),
  level: z.enum(["fatal", "error", "warn", "info", "debug"]),
  service: z.string(),
  message: z.string().min(1),
  task_id: z.uuid().optional(),
  user_id: z.uuid().nullable().optional(),
  correlation_id: z.string().min(1).optional(),
  trace_id: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "pakaura-lines-"));
  writeFileSync(join(folder, "index.html"), "<title>Pakaura</title>");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

test.each([
  ["api", "api"],
  ["audit", "audit-service"],
  ["notification", "notification-service"],
  ["recurring", "recurring-service"],
  ["websocket-gateway", "websocket-gateway"],
  ["web-server", "frontend"],
])("each line of the process %s has the one shape, and the name %s", async (app, name) => {
  const internalPort = await freePort();
  const main = join(import.meta.dirname, `../../apps/${app}/main.ts`);
  const env = {
    PATH: process.env["PATH"],
    DATABASE_URL: database.url,
    PAKAURA_SECRET: "a secret of tests that is long enough",
    PORT: "0",
    INTERNAL_PORT: internalPort,
    LOG_LEVEL: "debug",
    WEB_APP_FOLDER: folder,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written += text));
  const patience = { timeout: 120_000, interval: 50 };
  await vi.waitFor(() => expect(written).toContain('"message":"ready"'), patience);
  const answer = await fetch(`http://127.0.0.1:${internalPort}/nothing?token=secret`, {
    headers: { "x-correlation-id": "c-1" },
  });
  expect(answer.status).toBe(404);
  await vi.waitFor(() => expect(written).toContain('"correlation_id":"c-1"'), patience);
  child.kill();
  await ended;
  const lines = written.split("\n").filter((line) => line !== "");
  const parsed = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  expect(new Set(parsed.map(({ service }) => service))).toEqual(new Set([name]));
  expect(written).not.toContain("secret");
});
