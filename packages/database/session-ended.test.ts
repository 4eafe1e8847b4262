import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
let listener: PoolClient;
const heard: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  listener = await database.pool.connect();
  listener.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "null")));
  await listener.query("listen session_ended");
});
afterAll(async () => {
  listener.release(true);
  await database.drop();
});

it("tells at once that a session, a token or an account has ended", async () => {
  const user = await insertUser(database.pool);
  const session = randomUUID();
  const token = randomUUID();
  await database.pool.query(
    "insert into sessions (id, user_id, token, expires_at) values ($1, $2, 'secret', now())",
    [session, user],
  );
  await database.pool.query(
    "insert into tokens (id, user_id, name, scope, hash) values ($1, $2, 'laptop', 'read', 'hash')",
    [token, user],
  );
  await database.pool.query("delete from sessions where id = $1", [session]);
  await database.pool.query("delete from tokens where id = $1", [token]);
  await database.pool.query("update users set disabled_at = now() where id = $1", [user]);
  const expected = [{ session_id: session }, { token_id: token }, { user_id: user }];
  await vi.waitFor(() => expect(heard).toEqual(expected), { timeout: 30_000 });
});
