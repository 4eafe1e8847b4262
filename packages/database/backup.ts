import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import {
  backupFormat,
  type BackupHeader,
  endOfTable,
  jobsQuery,
  tablesQuery,
} from "./backup-format.ts";
import { connectionOptions } from "./connection.ts";
import { readAppliedMigrations } from "./migrate.ts";

/**
 * Writes everything that the database holds at one moment into a file, while others go on using it.
 * The file appears when it is complete, readable by its owner only. Rejects when it exists already.
 */
export async function writeBackup(url: string, file: string): Promise<{ rows: number }> {
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  const partial = `${file}.partial`;
  try {
    await client.query("begin isolation level repeatable read read only");
    const counted = { rows: 0 };
    await pipeline(
      readAll(client, counted),
      createGzip(),
      createWriteStream(partial, { mode: 0o600, flush: true }),
    );
    await client.query("commit");
    await rename(partial, file);
    return counted;
  } finally {
    await rm(partial, { force: true });
    await client.end();
  }
}

async function* readAll(
  client: pg.Client,
  counted: { rows: number },
): AsyncGenerator<string | Buffer> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(tablesQuery);
  const header: BackupHeader = {
    format: backupFormat,
    version: 1,
    created_at: new Date().toISOString(),
    migrations: await readAppliedMigrations(client),
    tables,
  };
  yield `${JSON.stringify(header)}\n`;
  for (const { name, columns } of tables) {
    const list = columns.map((column) => `"${column}"`).join(", ");
    yield* copy(client, `copy (select ${list} from "${name}") to stdout`, counted);
  }
  const { rows } = await client.query<{ has_jobs: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as has_jobs",
  );
  if (rows[0]?.has_jobs) yield* copy(client, `copy (${jobsQuery}) to stdout`, counted);
  else yield `${endOfTable}\n`;
}

/** The rows of a query as COPY writes them, one a line, and the line that ends them. */
async function* copy(
  client: pg.Client,
  statement: string,
  counted: { rows: number },
): AsyncGenerator<string | Buffer> {
  const chunks: AsyncIterable<Buffer> = client.query(copyTo(statement));
  for await (const chunk of chunks) {
    for (const byte of chunk) if (byte === 0x0a) counted.rows += 1;
    yield chunk;
  }
  yield `${endOfTable}\n`;
}
