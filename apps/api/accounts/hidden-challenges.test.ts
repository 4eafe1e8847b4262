import { totpOf } from "@pakaura/accounts/totp.fixture";
import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  // No minute passes, however slow the machine is.
  vi.useFakeTimers({ toFake: ["Date"] });
  api = await startTestApi({
    RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE: "4",
    RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: "3",
  });
});
afterAll(async () => {
  await api.close();
  vi.useRealTimers();
});

type Answer = LightMyRequestResponse;
type Guarded = TestUser & { totpURI: string; backupCodes: string[] };

let made = 0;
const newAddress = (): string => `198.19.${(made >> 8) & 255}.${made++ & 255}`;

function post(path: string, payload: object, from: { address?: string; cookie?: string } = {}) {
  const { address = newAddress(), cookie } = from;
  return api.app.inject({
    method: "POST",
    url: `/api/auth${path}`,
    payload,
    remoteAddress: address,
    headers: cookie === undefined ? {} : { cookie },
  });
}
const signIn = (user: TestUser, password = user.password, address = newAddress()) =>
  post("/sign-in/email", { email: user.email, password }, { address });

const cookieOf = ({ cookies }: Answer): string =>
  cookies
    .filter(({ value }) => value !== "")
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");

const verify = (challenge: Answer, code: string, kind = "totp") =>
  post(`/two-factor/verify-${kind}`, { code }, { cookie: cookieOf(challenge) });

/** Somebody with a second factor, whose account no stranger may try any more. */
async function underAttack(name: string): Promise<Guarded> {
  const user = await api.signUp(name);
  const { password } = user;
  const started = await user.request("POST", "/api/auth/two-factor/enable", { password });
  const { totpURI, backupCodes }: Guarded = started.json();
  const code = totpOf(totpURI, Date.now() - 30_000);
  const on = await user.request("POST", "/api/auth/two-factor/verify-totp", { code });
  expect(on.statusCode, on.body).toBe(200);
  await attack(user);
  return { ...user, totpURI, backupCodes };
}

async function attack(user: TestUser): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    expect((await signIn(user, "a guess")).statusCode).toBe(401);
  }
}

/** All that an answer tells, without what is random in each. */
function told({ statusCode, headers, body, cookies }: Answer) {
  const { date: _date, "x-correlation-id": _id, "set-cookie": _cookies, ...rest } = headers;
  const shapes = cookies.map(({ value, ...cookie }) => ({ ...cookie, bytes: value.length }));
  return { statusCode, headers: rest, body, shapes };
}

test("a stranger with the password and the second factor gets in while others guess", async () => {
  const user = await underAttack("besieged");
  const asked = await signIn(user);
  expect([asked.statusCode, asked.json().twoFactorRedirect]).toEqual([200, true]);
  const opened = await verify(asked, totpOf(user.totpURI, Date.now()));
  expect(opened.statusCode, opened.body).toBe(200);
  const me = await api.app.inject({ url: "/api/v1/me", headers: { cookie: cookieOf(opened) } });
  expect(me.json()).toMatchObject({ id: user.id });

  const again = await verify(await signIn(user), user.backupCodes[0] ?? "", "backup-code");
  expect(again.statusCode, again.body).toBe(200);
});

test("what they guess is answered as the right password is, and leads nowhere", async () => {
  const user = await underAttack("guessed");
  const [wrong, right] = [await signIn(user, "a guess"), await signIn(user)];
  expect(told(wrong)).toEqual(told(right));
  for (const kind of ["totp", "backup-code"]) {
    const answers = [await verify(wrong, "000000", kind), await verify(right, "000000", kind)];
    expect(answers[0]?.statusCode).toBe(401);
    expect(told(answers[0] ?? wrong)).toEqual(told(answers[1] ?? right));
  }
  const code = totpOf(user.totpURI, Date.now());
  expect((await verify(wrong, code)).statusCode).toBe(401);
  expect((await verify(wrong, user.backupCodes[0] ?? "", "backup-code")).statusCode).toBe(401);
  // Neither was used up by that.
  expect((await verify(right, code)).statusCode).toBe(200);
  expect(
    (await verify(await signIn(user), user.backupCodes[0] ?? "", "backup-code")).statusCode,
  ).toBe(200);
});

test("the time tells nothing either", async () => {
  const user = await underAttack("timed");
  for (const password of ["a guess", user.password, "x".repeat(5_000)]) {
    const startedAt = performance.now();
    await signIn(user, password);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_490);
  }
});

test("one network may try as often, whether the password is right or not", async () => {
  const user = await underAttack("counted");
  for (const password of ["a guess", user.password]) {
    const address = newAddress();
    const statuses: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      statuses.push((await signIn(user, password, address)).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  }
});

test("codes are few, also for who has the password, and nothing tells when they are used up", async () => {
  const user = await underAttack("coded");
  const statuses: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const asked = await signIn(user);
    for (let tries = 0; tries < 3; tries += 1) {
      statuses.push((await verify(asked, "000000")).statusCode);
    }
  }
  expect(new Set(statuses)).toEqual(new Set([401]));
  const late = await verify(await signIn(user), totpOf(user.totpURI, Date.now()));
  expect(late.statusCode).toBe(401);
});

test("without an attack a stranger who tries codes hears that there were too many", async () => {
  const user = await api.signUp("open");
  const { password } = user;
  const started = await user.request("POST", "/api/auth/two-factor/enable", { password });
  const code = totpOf(started.json().totpURI, Date.now());
  await user.request("POST", "/api/auth/two-factor/verify-totp", { code });
  let last: Answer | null = null;
  for (let round = 0; round < 4; round += 1) {
    const asked = await signIn(user);
    for (let tries = 0; tries < 3; tries += 1) last = await verify(asked, "000000");
  }
  expect(last?.statusCode, last?.body).toBe(429);
  expect(last?.json()).toMatchObject({ code: "rate_limited" });
  expect(Number(last?.headers["retry-after"])).toBeGreaterThan(60);
});

test("an account without a second factor, and one that nobody has, are answered alike", async () => {
  const user = await api.signUp("simple");
  const nobody = { ...user, email: "nobody@example.org" };
  for (const one of [user, nobody]) await attack(one);
  const answers = [await signIn(user), await signIn(user, "a guess"), await signIn(nobody)];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(429);
    expect(answer.json()).toMatchObject({ code: "rate_limited" });
  }
});
