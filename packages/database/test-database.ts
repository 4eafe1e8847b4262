import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startCluster } from "./cluster.ts";
import { connectionOptions, createPool } from "./connection.ts";
import { migrate } from "./migrate.ts";

const templateName = "template_pakaura";
/** Where `test-setup.ts` leaves the cluster for the workers of a vitest run, which inherit the environment. */
export const testClusterVariable = "PAKAURA_TEST_CLUSTER";

export type TestDatabase = { url: string; pool: pg.Pool; drop: () => Promise<void> };

export type TestCluster = {
  createDatabase: () => Promise<TestDatabase>;
  /** The URL of its maintenance database. */
  url: string;
  stop: () => Promise<void>;
};

/** Starts a cluster for tests in a temporary folder, with a migrated template that each database is a copy of. */
export async function startTestCluster(): Promise<TestCluster> {
  const directory = await mkdtemp(join(tmpdir(), "pakaura-test-"));
  const cluster = await startCluster({ directory, durable: false });
  const url = cluster.url("postgres");
  await runOnce(url, `create database ${templateName}`);
  await migrate({ url: cluster.url(templateName) });
  // A template cannot be copied while anybody is connected to it.
  await runOnce(url, `alter database ${templateName} allow_connections false`);
  return {
    url,
    createDatabase: () => cloneTemplate(url),
    stop: async () => {
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A fresh migrated database in the cluster of this vitest run. `drop` also ends its pool. */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneTemplate(testClusterUrl());
}

/** The same without any tables. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneTemplate(testClusterUrl(), "template0");
}

function testClusterUrl(): string {
  const url = process.env[testClusterVariable];
  if (!url)
    throw new Error(
      "No test cluster: packages/database/test-setup.ts must be a globalSetup of vitest",
    );
  return url;
}

async function cloneTemplate(clusterUrl: string, template = templateName): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  // A file copy is the quickest way while nothing has to be safe from a crash.
  await runOnce(clusterUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = clusterUrl.replace("/postgres?", `/${name}?`);
  const pool = createPool({ url });
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await runOnce(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function runOnce(url: string, text: string): Promise<void> {
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
