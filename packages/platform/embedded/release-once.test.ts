import { createPool } from "@pakaura/database/connection";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseOnce } from "./release-once.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

it("takes a client back once, however often it is released", async () => {
  const pool = releaseOnce(database.pool);
  const rows = await new Promise<unknown[]>((resolve, reject) => {
    pool.connect((error, client, release) => {
      if (!client) return reject(error ?? new Error("No client"));
      client.query("select 1 as one").then(({ rows: found }) => {
        release();
        release();
        resolve(found);
      }, reject);
    });
  });
  expect(rows).toEqual([{ one: 1 }]);
});

it("lets a client be released that an ended pool did not give", async () => {
  const ended = createPool({ url: database.url });
  await ended.end();
  const refused = await new Promise<Error | undefined>((resolve) => {
    releaseOnce(ended).connect((error, _client, release) => {
      release();
      resolve(error);
    });
  });
  expect(refused?.message).toContain("after calling end");
});

it("is the same pool otherwise", async () => {
  const pool = releaseOnce(database.pool);
  const client = await pool.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  client.release();
  expect((await pool.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
  expect(pool.totalCount).toBe(database.pool.totalCount);
});
