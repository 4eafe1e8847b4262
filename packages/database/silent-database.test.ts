import { createServer } from "node:net";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startCluster } from "./cluster.ts";
import { createPool } from "./connection.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { startTestRelay, type TestRelay } from "./test-relay.ts";
import { DatabaseSilent } from "./watched-pool.ts";

const patience = { timeout: 30_000, interval: 50 };

let database: TestDatabase;
let relay: TestRelay;
let pool: pg.Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  const { searchParams, pathname } = new URL(database.url);
  relay = await startTestRelay({ path: join(searchParams.get("host") ?? "", ".s.PGSQL.5432") });
  const url = `postgresql://${searchParams.get("user")}@127.0.0.1:${relay.port}${pathname}`;
  pool = createPool({ url, max: 3 });
});
afterEach(async () => {
  relay.close();
  await pool.end();
  await database.drop();
});

/** With what the query is refused; the pool's own limits end the wait for it. */
function refusal(text = "select 1"): Promise<unknown> {
  return pool.query(text).then(
    () => "an answer",
    (error: unknown) => error,
  );
}

describe("on a network that loses everything without a word", () => {
  it("refuses all who ask, and at once those who come after somebody was refused", async () => {
    await Promise.all([1, 2, 3].map(() => pool.query("select 1")));
    relay.fall();
    const asked = Array.from({ length: 10 }, () => refusal());
    const queued = refusal().then(() => refusal());
    for (const error of await Promise.all(asked)) expect(error).toBeInstanceOf(Error);
    // Whoever comes after somebody who was refused does not begin to wait anew.
    expect(await queued).toBeInstanceOf(DatabaseSilent);
    expect(await refusal()).toBeInstanceOf(DatabaseSilent);
  });

  it("goes on by itself when the network is back, on other connections", async () => {
    const read = () => pool.query<{ pid: number }>("select pg_backend_pid() as pid");
    const before = (await read()).rows[0]?.pid;
    relay.fall();
    expect(await refusal()).toBeInstanceOf(Error);
    relay.rise();
    const answers = await vi.waitFor(() => Promise.all([read(), read(), read()]), patience);
    expect(answers.map(({ rows }) => rows[0]?.pid)).not.toContain(before);
  });

  it("never gives the answer of a query that was given up to another one", async () => {
    const client = await pool.connect();
    await client.query("select 1");
    relay.fall();
    const given = [1, 2, 3].map((number) => client.query(`select ${number} as number`));
    for (const result of await Promise.allSettled(given)) expect(result.status).toBe("rejected");
    relay.rise();
    await expect(client.query("select 4 as number")).rejects.toThrow();
    client.release();
    const answer = await vi.waitFor(() => pool.query("select 5 as number"), patience);
    expect(answer.rows).toEqual([{ number: 5 }]);
  });
});

it("one slow query is refused, and holds up nobody else", async () => {
  const holder = await database.pool.connect();
  await holder.query("select pg_advisory_lock(7)");
  // As long as it likes: the limit of locks would end it before.
  const slow = refusal("select set_config('lock_timeout', '0', false), pg_advisory_lock(7)");
  let isOver = false;
  let answersMeanwhile = 0;
  const asking = (async () => {
    while (!isOver) {
      await pool.query("select 1");
      if (!isOver) answersMeanwhile += 1;
    }
  })();
  expect(await slow).toMatchObject({ message: "Query read timeout" });
  isOver = true;
  // One that would have been refused or held up ends this, or leaves the count where it was.
  await asking;
  expect(answersMeanwhile).toBeGreaterThan(3);
  holder.release(true);
});

it("gives a wait for a lock up before the wait for an answer, and says that it was one", async () => {
  const holder = await database.pool.connect();
  await holder.query("begin; lock table tasks in access exclusive mode");
  expect(await refusal("select from tasks")).toMatchObject({ code: "55P03" });
  holder.release(true);
});

it("a server learns within half a minute that a client's machine is gone, beside the settings of the URL itself", async () => {
  const directory = mkdtempSync(join(tmpdir(), "pakaura-tcp-"));
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const address = free.address();
  const port = typeof address === "object" && address ? address.port : 0;
  free.close();
  const cluster = await startCluster({
    directory,
    durable: false,
    startedBy: (command, args) => ({
      command,
      args: [...args, "-c", "listen_addresses=127.0.0.1", "-c", `port=${port}`],
    }),
  });
  const options = encodeURIComponent("-c work_mem=3MB");
  const tcp = createPool({
    url: `postgresql://pakaura@127.0.0.1:${port}/pakaura?options=${options}`,
  });
  try {
    const settings = ["idle", "interval", "count"].map((name) => `tcp_keepalives_${name}`);
    const shown = [...settings, "tcp_user_timeout", "work_mem"].map(
      (name) => `current_setting('${name}') as ${name}`,
    );
    const { rows } = await tcp.query(`select ${shown.join(", ")}`);
    expect(rows).toEqual([
      {
        tcp_keepalives_idle: "10",
        tcp_keepalives_interval: "5",
        tcp_keepalives_count: "3",
        tcp_user_timeout: "25000",
        work_mem: "3MB",
      },
    ]);
  } finally {
    await tcp.end();
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
