import { totpOf } from "@pakaura/accounts/totp.fixture";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

type Enrolled = { totpURI: string; backupCodes: string[]; cookie: string };
type Answer = Awaited<ReturnType<TestUser["request"]>>;

/** The cookies of an answer, as the next request sends them. */
function cookieOf({ cookies }: Answer): string {
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** Turns the second factor on, as the settings do: password, then a first code. */
async function enrol(user: TestUser): Promise<Enrolled> {
  const { password } = user;
  const started = await user.request("POST", "/api/auth/two-factor/enable", { password });
  expect((await user.request("GET", "/me")).json().two_factor_enabled).toBe(false);
  const code = totpOf(started.json().totpURI, Date.now());
  const verified = await user.request("POST", "/api/auth/two-factor/verify-totp", { code });
  expect(verified.statusCode, verified.body).toBe(200);
  const { totpURI, backupCodes }: Enrolled = started.json();
  return { totpURI, backupCodes, cookie: cookieOf(verified) };
}

/** Gives the password, and then the second factor with the cookies of that. */
async function signIn(user: TestUser, factor: { path: string; code: string }) {
  const { email, password } = user;
  const first = await api.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    payload: { email, password },
  });
  expect(first.json()).toMatchObject({ twoFactorRedirect: true });
  return api.app.inject({
    method: "POST",
    url: `/api/auth/two-factor/${factor.path}`,
    payload: { code: factor.code },
    headers: { cookie: cookieOf(first) },
  });
}

/** A code that was not shown yet when the factor was turned on: clocks may differ by one step. */
const nextCode = (totpURI: string): string => totpOf(totpURI, Date.now() + 30_000);

test("a second factor is asked for once it was proved to work, and each backup code opens once", async () => {
  const user = await api.signUp("careful");
  const { totpURI, backupCodes } = await enrol(user);
  const [backup = ""] = backupCodes;
  const wrong = await signIn(user, { path: "verify-totp", code: "000000" });
  expect(wrong.statusCode).toBe(401);
  const right = await signIn(user, { path: "verify-totp", code: nextCode(totpURI) });
  expect(right.statusCode, right.body).toBe(200);
  const first = await signIn(user, { path: "verify-backup-code", code: backup });
  expect(first.statusCode, first.body).toBe(200);
  const again = await signIn(user, { path: "verify-backup-code", code: backup });
  expect(again.statusCode).toBe(401);
});

test("a code works once: not after it turned the factor on, and not for two at a time", async () => {
  const user = await api.signUp("replayed");
  const { totpURI } = await enrol(user);
  const shown = await signIn(user, { path: "verify-totp", code: totpOf(totpURI, Date.now()) });
  expect(shown.statusCode).toBe(401);

  const code = nextCode(totpURI);
  const together = await Promise.all(
    [1, 2, 3].map(() => signIn(user, { path: "verify-totp", code })),
  );
  expect(together.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual([
    "200",
    "401",
    "401",
  ]);
  const refused = together.find(({ statusCode }) => statusCode === 401);
  expect(refused?.json()).toMatchObject({ code: "INVALID_CODE" });
  expect(refused?.cookies.some(({ name }) => name.endsWith("session_token"))).toBe(false);

  const again = await signIn(user, { path: "verify-totp", code });
  expect(again.statusCode).toBe(401);
});

test("of two who use the same backup code at once, one gets in", async () => {
  const user = await api.signUp("shared");
  const { backupCodes } = await enrol(user);
  const [code = ""] = backupCodes;
  const answers = await Promise.all(
    [1, 2].map(() => signIn(user, { path: "verify-backup-code", code })),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect((await signIn(user, { path: "verify-backup-code", code })).statusCode).toBe(401);
});

test("it is turned off with the password, which has to be right", async () => {
  const user = await api.signUp("unburdened");
  const { cookie } = await enrol(user);
  const off = (password: string) =>
    user.request("POST", "/api/auth/two-factor/disable", { password }, { cookie });
  expect((await off("not the password")).statusCode).toBe(400);
  const answer = await off(user.password);
  expect(answer.statusCode, answer.body).toBe(200);
  const { email, password } = user;
  const signedIn = await user.request("POST", "/api/auth/sign-in/email", { email, password });
  expect(signedIn.json()).not.toHaveProperty("twoFactorRedirect");
});
