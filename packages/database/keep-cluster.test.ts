import { mkdtempSync, readdirSync, renameSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ClusterEnded } from "./errors.ts";
import { type KeptCluster, keepCluster } from "./keep-cluster.ts";
import { processStart } from "./process-start.ts";

const patience = { timeout: 30_000, interval: 20 };

let folder: string;
let cluster: KeptCluster;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-kept-"));
  cluster = await keepCluster({ directory: folder, durable: true, log });
});
afterEach(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client(cluster.url());
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<object>(text)).rows;
  } finally {
    await client.end();
  }
}

function killServer(): number {
  const pid = cluster.pid();
  if (pid === null) throw new Error("No server runs");
  process.kill(pid, "SIGKILL");
  return pid;
}

it("starts a server again that was killed, each time, at the same place with the same data", async () => {
  await query("create table kept (n int); insert into kept values (42)");
  for (let round = 0; round < 2; round += 1) {
    const killed = killServer();
    await vi.waitFor(() => expect(cluster.trouble()).toBe("SIGKILL"), patience);
    await vi.waitFor(() => expect(cluster.trouble()).toBeNull(), patience);
    expect(cluster.pid()).not.toBe(killed);
    expect(await query("select n from kept")).toEqual([{ n: 42 }]);
  }
});

it("is stopped for good while it starts a server again", async () => {
  const killed = killServer();
  await vi.waitFor(() => expect(cluster.trouble()).not.toBeNull(), patience);
  await cluster.stop();
  expect(processStart(killed)).toBeNull();
  expect(cluster.pid()).toBeNull();
  expect(readdirSync(folder)).toEqual(["data"]);
});

it("gives up when the data folder is gone, and makes none in its place", async () => {
  // All of it at one moment: a server that still writes could leave a part of it.
  renameSync(join(folder, "data"), join(folder, "gone"));
  killServer();
  const error: unknown = await cluster.failed.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ClusterEnded);
  expect(String(error)).toMatch(
    /PostgreSQL ended: .* is gone or damaged \(it is not there any more\)/,
  );
  expect(readdirSync(folder)).not.toContain("data");
});

it("gives up when the data is damaged, in the words of PostgreSQL", async () => {
  truncateSync(join(folder, "data/global/pg_control"), 100);
  killServer();
  await expect(cluster.failed).rejects.toThrow(/PostgreSQL ended: .*pg_control/);
});
