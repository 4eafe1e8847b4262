import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const tables = ["users", "sessions", "tasks", "events", "streams"] as const;

async function rowsOf(userId: string): Promise<number[]> {
  return Promise.all(
    tables.map(async (table) => {
      const column = table === "users" ? "id" : "user_id";
      const { rows } = await api.pool.query(
        `select count(*)::int as count from ${table} where ${column} = $1`,
        [userId],
      );
      return rows[0].count;
    }),
  );
}

test("an account goes with everything, once the password is given", async () => {
  const user = await api.signUp("leaving");
  await user.request("POST", "/tasks", { title: "Left behind" });
  const refused = await user.request("POST", "/api/auth/delete-user", { password: "a guess" });
  expect(refused.statusCode).toBe(400);
  expect(await rowsOf(user.id)).toEqual([1, 1, 1, 1, 1]);

  const { password } = user;
  const deleted = await user.request("POST", "/api/auth/delete-user", { password });
  expect(deleted.statusCode, deleted.body).toBe(200);
  expect(await rowsOf(user.id)).toEqual([0, 0, 0, 0, 0]);
  expect((await user.request("GET", "/me")).statusCode).toBe(401);
  expect((await rowsOf(api.bob.id))[0]).toBe(1);
});

test.each([{}, { password: "" }, { password: null }, { token: "x" }, undefined])(
  "the body %j deletes no account, however fresh the session is",
  async (body) => {
    const user = await api.signUp(`staying-${crypto.randomUUID()}`);
    const answer = await user.request("POST", "/api/auth/delete-user", body);
    expect(answer.statusCode, answer.body).toBe(400);
    expect((await user.request("GET", "/me")).statusCode).toBe(200);
  },
);

test("an account without a password is deleted within ten minutes after signing in", async () => {
  const user = await api.signUp("passwordless");
  await api.pool.query("update accounts set password = null where user_id = $1", [user.id]);
  const signedInBefore = (minutes: number) =>
    api.pool.query(
      "update sessions set created_at = now() - make_interval(mins => $2) where user_id = $1",
      [user.id, minutes],
    );
  await signedInBefore(11);
  const late = await user.request("POST", "/api/auth/delete-user", {});
  expect(late.statusCode).toBe(403);
  expect(late.json().code).toBe("SESSION_NOT_FRESH");
  expect(await rowsOf(user.id)).toContain(1);
  await signedInBefore(9);
  const deleted = await user.request("POST", "/api/auth/delete-user", {});
  expect(deleted.statusCode, deleted.body).toBe(200);
  expect(await rowsOf(user.id)).toEqual([0, 0, 0, 0, 0]);
});

test("a second factor is changed without a password only soon after signing in", async () => {
  const user = await api.signUp("provided");
  await api.pool.query("update accounts set password = null where user_id = $1", [user.id]);
  await api.pool.query(
    "update sessions set created_at = now() - interval '11 minutes' where user_id = $1",
    [user.id],
  );
  for (const path of ["enable", "disable", "generate-backup-codes", "get-totp-uri"]) {
    const answer = await user.request("POST", `/api/auth/two-factor/${path}`, {});
    expect(answer.statusCode, path).toBe(403);
  }
  await api.pool.query("update sessions set created_at = now() where user_id = $1", [user.id]);
  const enabled = await user.request("POST", "/api/auth/two-factor/enable", {});
  expect(enabled.statusCode, enabled.body).toBe(200);
});

test("nobody without a session deletes an account", async () => {
  const answer = await api.app.inject({
    method: "POST",
    url: "/api/auth/delete-user",
    payload: { password: api.bob.password },
  });
  expect(answer.statusCode).toBe(401);
});
