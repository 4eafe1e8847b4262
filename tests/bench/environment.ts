import { fork, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { startCluster } from "@pakaura/database/cluster";
import { createPool } from "@pakaura/database/connection";
import type pg from "pg";
import { startProduct, temporaryFolder, type Product } from "../product.ts";

export type ReferenceServer = {
  url: string;
  process: ChildProcess;
  startMs: number;
  stop: () => void;
};

/** Starts the reference server in a process of its own. */
export async function startReference(
  databaseUrl: string,
  ...args: string[]
): Promise<ReferenceServer> {
  const startedAt = performance.now();
  const child = fork(new URL("./reference-server.ts", import.meta.url), [databaseUrl, ...args], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (!child.stdout) throw new Error("the reference server has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      url: line,
      process: child,
      startMs: performance.now() - startedAt,
      stop: () => child.kill("SIGKILL"),
    };
  }
  throw new Error("the reference server did not start");
}

/** One durable PostgreSQL with two databases, Pakaura on the one and the reference on the other. */
export type Environment = {
  product: Product;
  reference: ReferenceServer;
  /** URL of Pakaura's database. */
  databaseUrl: string;
  referenceUrl: string;
  /** The database of Pakaura, for raw SQL over the same rows. */
  database: pg.Pool;
  /** The database of the reference. */
  plain: pg.Pool;
  /** Starts another Pakaura on the same PostgreSQL. */
  startAnother: () => Promise<Product>;
  stop: () => Promise<void>;
};

export async function startEnvironment(): Promise<Environment> {
  const folder = await temporaryFolder();
  const cluster = await startCluster({
    directory: `${folder.path}/postgres`,
    durable: true,
    // Up to four servers and this program share it.
    maxConnections: 160,
  });
  const admin = createPool({ url: cluster.url("postgres") });
  await admin.query("create database reference");
  await admin.end();

  const databaseUrl = cluster.url("pakaura");
  const referenceUrl = cluster.url("reference");
  const plain = createPool({ url: referenceUrl });
  await plain.query("create table plain_tasks (id uuid primary key, title text not null)");

  let started = 0;
  const start = (): Promise<Product> => {
    started += 1;
    return startProduct({
      dataDirectory: `${folder.path}/data-${started}`,
      environment: { DATABASE_URL: databaseUrl, LOG_LEVEL: "error" },
    });
  };
  const product = await start();
  const reference = await startReference(referenceUrl);
  const database = createPool({ url: databaseUrl });
  return {
    product,
    reference,
    databaseUrl,
    referenceUrl,
    database,
    plain,
    startAnother: start,
    stop: async () => {
      reference.stop();
      await product.stop();
      await database.end();
      await plain.end();
      await cluster.stop();
      await folder.remove();
    },
  };
}
