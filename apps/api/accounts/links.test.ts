import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { createSignInLink } from "@pakaura/accounts/sign-in-link";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const baseUrl = "http://localhost:3000";

async function resetTokenOf({ email }: TestUser): Promise<string> {
  const link = await createPasswordResetLink({ pool: api.pool, baseUrl }, email);
  return new URL(link ?? "").searchParams.get("token") ?? "";
}

const post = (path: string, payload: object) =>
  api.app.inject({ method: "POST", url: `/api/auth${path}`, payload });
const reset = (token: string, newPassword: string) =>
  post("/reset-password", { token, newPassword });

async function openSignInLink(link: string | null) {
  const { pathname, search } = new URL(link ?? "");
  return api.app.inject({ url: `${pathname}${search}` });
}

async function makeToken(user: TestUser): Promise<string> {
  return (await user.request("POST", "/tokens", { name: "script" })).json().token;
}

test("a link to a new password ends the others, and the sign-in links, with the old password", async () => {
  const user = await api.signUp("forgetful");
  const other = await api.signUp("bystander");
  const others = await resetTokenOf(other);
  const tokens = [await resetTokenOf(user), await resetTokenOf(user), await resetTokenOf(user)];
  const signInLink = await createSignInLink({ pool: api.pool, baseUrl }, user.email);
  const [first = "", used = "", last = ""] = tokens;
  expect((await reset(used, "remembered now")).statusCode).toBe(200);
  for (const token of tokens) {
    const answer = await reset(token, "taken over by it");
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json().code).toBe("INVALID_TOKEN");
  }
  expect((await post("/reset-link", { token: first })).statusCode).toBe(400);
  expect((await post("/reset-link", { token: last })).statusCode).toBe(400);
  expect((await openSignInLink(signInLink)).headers["location"]).toContain("error=INVALID_TOKEN");
  expect((await reset(others, "remembered too")).statusCode).toBe(200);
});

test("of two links that are used at once, one wins", async () => {
  const user = await api.signUp("hasty");
  for (let round = 0; round < 5; round += 1) {
    const tokens = await Promise.all([1, 2, 3].map(() => resetTokenOf(user)));
    const answers = await Promise.all(
      tokens.map((token, at) => reset(token, `chosen ${round} by link ${at}`)),
    );
    expect(answers.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual([
      "200",
      "400",
      "400",
    ]);
    const winner = answers.findIndex(({ statusCode }) => statusCode === 200);
    const { email } = user;
    const password = `chosen ${round} by link ${winner}`;
    expect((await post("/sign-in/email", { email, password })).statusCode).toBe(200);
  }
});

test("a change of the password ends links, and sign-ins that wait for a code", async () => {
  const user = await api.signUp("changer");
  const token = await resetTokenOf(user);
  const signInLink = await createSignInLink({ pool: api.pool, baseUrl }, user.email);
  const challenge =
    "insert into verifications (id, identifier, value, expires_at) values ($1, $2, $3, $4)";
  const soon = new Date(Date.now() + 60_000);
  await api.pool.query(challenge, [crypto.randomUUID(), `2fa-${user.id}`, user.id, soon]);
  const changed = await user.request("POST", "/api/auth/change-password", {
    currentPassword: user.password,
    newPassword: "a newer password",
  });
  expect(changed.statusCode, changed.body).toBe(200);
  expect((await reset(token, "taken over by it")).statusCode).toBe(400);
  expect((await openSignInLink(signInLink)).headers["set-cookie"]).toBeUndefined();
  const left = await api.pool.query("select from verifications where value = $1", [user.id]);
  expect(left.rowCount).toBe(0);
});

test("a reset by a link says how many access tokens there are, and revokes them", async () => {
  const user = await api.signUp("scripted");
  const scripts = [await makeToken(user), await makeToken(user)];
  const token = await resetTokenOf(user);
  const told = await post("/reset-link", { token });
  expect(told.json()).toEqual({ accessTokens: 2 });
  const tooShort = await reset(token, "short");
  expect(tooShort.statusCode).toBe(400);
  const use = async (script: string) =>
    (await api.app.inject({ url: "/api/v1/me", headers: { authorization: `Bearer ${script}` } }))
      .statusCode;
  expect(await Promise.all(scripts.map(use))).toEqual([200, 200]);
  expect((await reset(token, "remembered now")).statusCode).toBe(200);
  await expect.poll(() => Promise.all(scripts.map(use))).toEqual([401, 401]);
  expect((await user.request("GET", "/me")).statusCode).toBe(401);
});

test("a link that was opened by nobody changes no token of somebody else", async () => {
  const user = await api.signUp("untouched");
  const script = await makeToken(user);
  expect((await reset("a token that nobody made", "remembered now")).statusCode).toBe(400);
  const headers = { authorization: `Bearer ${script}` };
  expect((await api.app.inject({ url: "/api/v1/me", headers })).statusCode).toBe(200);
});
