import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { createSignInLink } from "@pakaura/accounts/sign-in-link";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const setDisabled = (user: TestUser, isDisabled: boolean) =>
  api.pool.query("update users set disabled_at = case when $2 then now() end where id = $1", [
    user.id,
    isDisabled,
  ]);

const signIn = ({ email, password }: TestUser) =>
  api.app.inject({ method: "POST", url: "/api/auth/sign-in/email", payload: { email, password } });

async function tokenOf(user: TestUser, scope: string): Promise<string> {
  return (await user.request("POST", "/tokens", { name: scope, scope })).json().token;
}

async function statusesOf(user: TestUser, token: string, feed: string): Promise<number[]> {
  const { password } = user;
  const bearer = { authorization: `Bearer ${token}` };
  const answers = [
    await user.request("GET", "/me"),
    await user.request("GET", "/api/auth/list-sessions"),
    await user.request("POST", "/api/auth/change-password", {
      currentPassword: password,
      newPassword: "another one of these",
    }),
    await user.request("POST", "/api/auth/two-factor/enable", { password }),
    await user.request("POST", "/api/auth/revoke-other-sessions", {}),
    await user.request("POST", "/api/auth/delete-user", { password }),
    await api.app.inject({ url: "/api/v1/me", headers: bearer }),
    await api.app.inject({ url: `/api/v1/feed.ics?token=${feed}` }),
  ];
  return answers.map(({ statusCode }) => statusCode);
}

test("a disabled account is signed out on every route, and enabling it brings no session back", async () => {
  const user = await api.signUp("disabled");
  await user.request("POST", "/tasks", { title: "Stays" });
  const token = await tokenOf(user, "write");
  const feed = await tokenOf(user, "feed");
  expect((await user.request("GET", "/me")).statusCode).toBe(200);
  const refused = Array.from({ length: 8 }, () => 401);

  await setDisabled(user, true);
  await expect.poll(() => statusesOf(user, token, feed), { timeout: 30_000 }).toEqual(refused);
  expect((await user.request("GET", "/api/auth/get-session")).json()).toBeNull();
  const answer = await signIn(user);
  expect(answer.statusCode).toBe(403);
  expect(answer.json().code).toBe("ACCOUNT_DISABLED");
  const own = { authorization: `Bearer ${token}` };
  const made = { method: "POST", url: "/api/v1/tokens", payload: { name: "x" } } as const;
  expect((await api.app.inject({ ...made, headers: own })).statusCode).toBe(401);
  const left = await api.pool.query("select from tasks where user_id = $1", [user.id]);
  expect(left.rowCount).toBe(1);

  await setDisabled(user, false);
  expect(await statusesOf(user, token, feed)).toEqual([...refused.slice(2), 200, 200]);
  expect((await signIn(user)).statusCode).toBe(200);
});

test("links that were made before an account was disabled open nothing afterwards", async () => {
  const user = await api.signUp("linked");
  const context = { pool: api.pool, baseUrl: "http://localhost:3000" };
  const reset = new URL((await createPasswordResetLink(context, user.email)) ?? "");
  const signInLink = new URL((await createSignInLink(context, user.email)) ?? "");
  await setDisabled(user, true);
  await setDisabled(user, false);
  const used = await api.app.inject({
    method: "POST",
    url: "/api/auth/reset-password",
    payload: { token: reset.searchParams.get("token"), newPassword: "a stolen way in" },
  });
  expect(used.statusCode).toBe(400);
  const opened = await api.app.inject({ url: `${signInLink.pathname}${signInLink.search}` });
  expect(opened.headers["location"]).toContain("error=INVALID_TOKEN");
  expect(opened.headers["set-cookie"]).toBeUndefined();
});

test("who signs in while the account is being disabled is not signed in", async () => {
  const user = await api.signUp("racer");
  const client = await api.pool.connect();
  await client.query("begin");
  await client.query("update users set disabled_at = now() where id = $1", [user.id]);
  const signingIn = signIn(user);
  await expect
    .poll(async () => {
      const { rows } = await api.pool.query(
        `select from pg_stat_activity where datname = current_database()
           and wait_event_type = 'Lock' and query like '%into "sessions"%'`,
      );
      return rows.length;
    })
    .toBe(1);
  await client.query("commit");
  client.release();
  expect((await signingIn).statusCode).toBe(403);
  const { rowCount } = await api.pool.query("select from sessions where user_id = $1", [user.id]);
  expect(rowCount).toBe(0);
});
