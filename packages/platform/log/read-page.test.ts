import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import fc from "fast-check";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readUpTo, type ReadState, stateAfter } from "./log-position.ts";
import type { LogRow } from "./log-row.ts";
import { type Page, readNewest, readPage } from "./read-page.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function append(queryable: Pick<PoolClient, "query">, userId: string, sequences: number[]) {
  await queryable.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     select gen_random_uuid(), 'task-events', $1, sequence, 'a', 'b', $1, now(), 'c', '{}'
     from unnest($2::bigint[]) as sequence`,
    [userId, sequences],
  );
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

function sequencesOf(rows: readonly LogRow[], userId: string): (number | null)[] {
  return rows.filter(({ user_id }) => user_id === userId).map(({ sequence }) => sequence);
}

/** Reads on until there is nothing more, in pages of so many rows. */
async function readAll(state: ReadState, limit?: number): Promise<Page[]> {
  const pages: Page[] = [];
  for (let next = state; ;) {
    const page = await readPage(database.pool, next, limit);
    pages.push(page);
    if (page.isLast) return pages;
    next = page.next;
  }
}

/** A transaction that has its id, and so an early place in the log. */
async function openTransaction() {
  const client = await database.pool.connect();
  await client.query("begin");
  await client.query("select pg_current_xact_id()");
  return {
    client,
    async end(how: "commit" | "rollback") {
      await client.query(how);
      client.release();
    },
  };
}

test("however far on in the log a user's earlier events lie, they come first", async () => {
  const [user, other] = [randomUUID(), randomUUID()];
  const start = await readNewest(database.pool);
  const first = await openTransaction();
  // More than two pages of the user are written between the two users of the first transaction.
  await append(database.pool, user, numbers(1, 1_200));
  await append(first.client, other, numbers(1, 499));
  await append(first.client, user, [1_201]);
  await first.end("commit");
  const pages = await readAll(start);
  expect(pages.length).toBeGreaterThan(3);
  const rows = pages.flatMap((page) => page.rows);
  expect(sequencesOf(rows, user)).toEqual(numbers(1, 1_201));
  expect(sequencesOf(rows, other)).toEqual(numbers(1, 499));
});

test("what is held for its forerunners is not passed by the position, so that a restart has it again", async () => {
  const user = randomUUID();
  const start = await readNewest(database.pool);
  const first = await openTransaction();
  await append(database.pool, user, numbers(1, 10));
  await append(first.client, user, [11]);
  await first.end("commit");
  const page = await readPage(database.pool, start, 1);
  expect(page.rows).toEqual([]);
  const rest = (await readAll(stateAfter(readUpTo(page.next)), 4)).flatMap(({ rows }) => rows);
  expect(sequencesOf(rest, user)).toEqual(numbers(1, 11));
});

type Step =
  | { do: "open" | "read" | "restart" }
  | { do: "append"; which: number; user: number; count: number }
  | { do: "end"; which: number; how: "commit" | "rollback" };

const small = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ do: "open" } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("append" as const),
      which: small,
      user: small,
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("end" as const),
      which: small,
      how: fc.constantFrom("commit", "commit", "rollback"),
    }),
  },
  { weight: 3, arbitrary: fc.constantFrom({ do: "read" } as const, { do: "restart" } as const) },
);

/** Writers as they are: whoever has appended to a stream holds it until its end. */
async function play(steps: readonly Step[], limit: number) {
  const users = numbers(1, 4).map(() => ({ id: randomUUID(), committed: 0, held: 0 }));
  const open: (Awaited<ReturnType<typeof openTransaction>> & { holds: typeof users })[] = [];
  let state = await readNewest(database.pool);
  const handedOn: LogRow[] = [];
  /** The same with restarts, which may repeat what a position does not cover. */
  let restartable = stateAfter(readUpTo(state));
  const repeated: LogRow[] = [];

  async function read(): Promise<void> {
    const page = await readPage(database.pool, state, limit);
    handedOn.push(...page.rows);
    state = page.next;
    const other = await readPage(database.pool, restartable, limit);
    repeated.push(...other.rows);
    restartable = other.next;
  }

  async function end(which: number, how: "commit" | "rollback"): Promise<void> {
    const [transaction] = open.splice(which, 1);
    if (!transaction) return;
    await transaction.end(how);
    for (const user of transaction.holds) {
      if (how === "commit") user.committed = user.held;
      user.held = 0;
    }
  }

  for (const one of steps) {
    if (one.do === "open" && open.length < 4)
      open.push({ ...(await openTransaction()), holds: [] });
    if (one.do === "read") await read();
    if (one.do === "restart") restartable = stateAfter(readUpTo(restartable));
    if (one.do === "end") await end(one.which, one.how);
    if (one.do === "append") {
      const [transaction, user] = [open[one.which], users[one.user]];
      if (!transaction || !user) continue;
      const isHeldByIt = transaction.holds.includes(user);
      if (user.held > 0 && !isHeldByIt) continue;
      const from = isHeldByIt ? user.held : user.committed;
      if (!isHeldByIt) transaction.holds.push(user);
      user.held = from + one.count;
      await append(transaction.client, user.id, numbers(from + 1, user.held));
    }
  }
  while (open.length > 0) await end(0, "commit");
  handedOn.push(...(await readAll(state, limit)).flatMap(({ rows }) => rows));
  repeated.push(...(await readAll(restartable, limit)).flatMap(({ rows }) => rows));
  return { users, handedOn, repeated };
}

test("whatever transactions write and whenever they end, each user's events come once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      async (steps, limit) => {
        const { users, handedOn, repeated } = await play(steps, limit);
        for (const { id, committed } of users) {
          expect(sequencesOf(handedOn, id)).toEqual(numbers(1, committed));
          expect([...new Set(sequencesOf(repeated, id))]).toEqual(numbers(1, committed));
        }
      },
    ),
    { numRuns: 100, seed: 20_261_129 },
  );
});
