import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const signIn = ({ email, password }: TestUser, cookie = "") =>
  api.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password },
    headers: cookie === "" ? {} : { cookie },
  });

const cookieOf = ({ cookies }: Awaited<ReturnType<typeof signIn>>): string =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");

const me = async (cookie: string) =>
  (await api.app.inject({ url: "/api/v1/me", headers: { cookie } })).statusCode;

test("signing in gives a session of its own, and ends the one that the browser had", async () => {
  const user = await api.signUp("returning");
  const elsewhere = cookieOf(await signIn(user));
  const again = cookieOf(await signIn(user, user.cookie));
  expect(again).not.toBe(user.cookie);
  expect(await me(again)).toBe(200);
  await expect.poll(() => me(user.cookie)).toBe(401);
  expect(await me(elsewhere)).toBe(200);
});

test("a session that somebody else chose is none", async () => {
  const user = await api.signUp("fixed");
  const chosen = "pakaura.session_token=chosen.c2lnbmVk";
  const answer = await signIn(user, chosen);
  expect(cookieOf(answer)).not.toContain("chosen");
  expect(await me(chosen)).toBe(401);
});

test("a wrong password ends no session", async () => {
  const user = await api.signUp("mistyping");
  const answer = await signIn({ ...user, password: "not the password" }, user.cookie);
  expect(answer.statusCode).toBe(401);
  expect(await me(user.cookie)).toBe(200);
});

test("a session of a month lists where its user is signed in, and ends by itself", async () => {
  const user = await api.signUp("longtime");
  const set = (column: string, days: number) =>
    api.pool.query(
      `update sessions set ${column} = now() + make_interval(days => $2) where user_id = $1`,
      [user.id, days],
    );
  await set("created_at", -29);
  const list = await user.request("GET", "/api/auth/list-sessions");
  expect(list.statusCode, list.body).toBe(200);
  expect(list.json()).toHaveLength(1);
  await set("expires_at", -1);
  await expect.poll(() => me(user.cookie), { timeout: 30_000 }).toBe(401);
});

test("people can see how they sign in, and no secret of it", async () => {
  const user = await api.signUp("curious");
  const listed = await user.request("GET", "/api/auth/list-accounts");
  expect(listed.statusCode, listed.body).toBe(200);
  expect(listed.json()).toMatchObject([{ providerId: "credential", userId: user.id }]);
  expect(listed.body).not.toMatch(/password|token"/i);
  expect((await api.app.inject({ url: "/api/auth/list-accounts" })).statusCode).toBe(401);
});

test.each([
  "/change-email",
  "/delete-user/callback",
  "/update-user",
  "/update-session",
  "/link-social",
  "/unlink-account",
  "/get-access-token",
  "/refresh-token",
  "/account-info",
  "/two-factor/send-otp",
  "/two-factor/verify-otp",
  "/sign-in/magic-link",
])("%s is not there: nothing of ours uses it", async (path) => {
  for (const method of ["GET", "POST"] as const) {
    const answer = await api.ann.request(
      method,
      `/api/auth${path}`,
      method === "POST" ? {} : undefined,
    );
    expect(answer.statusCode).toBe(404);
  }
});
