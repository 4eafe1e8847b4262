import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  // No minute passes, however slow the machine is.
  vi.useFakeTimers({ toFake: ["Date"] });
  api = await startTestApi({
    RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE: "3",
    RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: "6",
    RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: "5",
  });
});
afterAll(async () => {
  await api.close();
  vi.useRealTimers();
});

type From = { address: string; cookie?: string };

let made = 0;
/** An address that nobody has come from. */
const newAddress = (): string => `198.18.${(made >> 8) & 255}.${made++ & 255}`;

function send(options: InjectOptions, { address, cookie }: From): Promise<LightMyRequestResponse> {
  const headers = cookie === undefined ? {} : { cookie };
  return api.app.inject({ ...options, headers, remoteAddress: address });
}
function signIn(email: string, password: string, from: From) {
  return send(
    { method: "POST", url: "/api/auth/sign-in/email", payload: { email, password } },
    from,
  );
}
async function statusOf(email: string, password: string, from: From): Promise<number> {
  return (await signIn(email, password, from)).statusCode;
}

function expectLimited(answer: LightMyRequestResponse): void {
  expect(answer.statusCode, answer.body).toBe(429);
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.json()).toMatchObject({ code: "rate_limited", status: 429 });
}

/** Tries from one new address after the other until the account lets no stranger try. */
async function attack(user: TestUser): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    const answer = await signIn(user.email, `guess ${tries}`, { address: newAddress() });
    if (answer.statusCode === 429) return expectLimited(answer);
    expect(answer.statusCode).toBe(401);
  }
  throw new Error("the account was never limited");
}

/** The cookies of somebody who signed in once, without the session. */
async function deviceOf(user: TestUser, address: string): Promise<string> {
  const answer = await signIn(user.email, user.password, { address });
  expect(answer.statusCode).toBe(200);
  const device = answer.cookies.find(({ name }) => name.includes("device"));
  expect(device).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/api/auth" });
  return `${device?.name}=${device?.value}`;
}

describe("an account under attack from ever new addresses", () => {
  test("lets in who has signed in on this device, or from this address, and no stranger", async () => {
    const user = await api.signUp("attacked");
    const home = newAddress();
    const cookie = await deviceOf(user, home);
    await attack(user);
    const { email, password } = user;
    expect(await statusOf(email, password, { address: newAddress() })).toBe(429);
    expect(await statusOf(email, password, { address: newAddress(), cookie })).toBe(200);
    expect(await statusOf(email, password, { address: home })).toBe(200);
    expect(await statusOf(email, password, { address: newAddress() })).toBe(429);
  });

  test("counts what a known device tries by itself", async () => {
    const user = await api.signUp("stolen");
    const cookie = await deviceOf(user, newAddress());
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await statusOf(user.email, "a guess", { address: newAddress(), cookie })).toBe(401);
    }
    expectLimited(await signIn(user.email, user.password, { address: newAddress(), cookie }));
    expect(await statusOf(user.email, user.password, { address: newAddress() })).toBe(200);
  });

  test("takes no device cookie that is another account's, changed, or made up", async () => {
    const user = await api.signUp("forged");
    const other = await api.signUp("other");
    const cookie = await deviceOf(user, newAddress());
    const [name = "", value = ""] = cookie.split("=");
    const [device = "", until = "", signature = ""] = value.split(".");
    const foreign = (await deviceOf(other, newAddress())).split("=")[1] ?? "";
    await attack(user);
    const forged = [
      foreign,
      "",
      "..",
      `${device}x.${until}.${signature}`,
      `${device}.${until}0.${signature}`,
      `${device}.${until}.`,
      `${device}.${until}.${"A".repeat(signature.length)}`,
    ];
    for (const one of forged) {
      const from = { address: newAddress(), cookie: `${name}=${one}` };
      expect(await statusOf(user.email, user.password, from), one).toBe(429);
    }
  });
});

describe("one sender", () => {
  test.each([
    ["an IPv6 network", (index: number) => `2001:db8:1:1:${index}::${index}`],
    ["an IPv4 address in both forms", (index: number) => `${index % 2 ? "" : "::ffff:"}192.0.2.1`],
  ])("is %s: it cannot try many accounts", async (_what, addressOf) => {
    const answers: number[] = [];
    for (let index = 0; index < 8; index += 1) {
      const from = { address: addressOf(index) };
      answers.push(await statusOf(`nobody${index}@example.org`, "a guess", from));
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });

  test("cannot try the accounts of all who signed in from there, who get in on their devices", async () => {
    const from = { address: newAddress() };
    const [one, two, three] = [
      await api.signUp("colleague1"),
      await api.signUp("colleague2"),
      await api.signUp("colleague3"),
    ];
    const cookie = await deviceOf(one, from.address);
    for (const { email, password } of [two, three]) {
      expect(await statusOf(email, password, from)).toBe(200);
    }
    const answers: number[] = [];
    for (const { email } of [one, one, two, two, three, three]) {
      answers.push(await statusOf(email, "a guess", from));
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await statusOf(one.email, one.password, { ...from, cookie })).toBe(200);
  });

  test("uses up its own tries, and not those of the account", async () => {
    const user = await api.signUp("pestered");
    const from = { address: newAddress() };
    for (let tries = 0; tries < 12; tries += 1) await signIn(user.email, "a guess", from);
    expectLimited(await signIn(user.email, user.password, from));
    expect(await statusOf(user.email, user.password, { address: newAddress() })).toBe(200);
  });

  test("is not limited for what succeeds", async () => {
    const user = await api.signUp("busy");
    const from = { address: newAddress() };
    for (let tries = 0; tries < 8; tries += 1) {
      expect(await statusOf(user.email, user.password, from)).toBe(200);
    }
  });
});

describe("every route that compares a secret is limited", () => {
  const guess = {
    password: "a guess",
    currentPassword: "a guess",
    newPassword: "something new",
    code: "000000",
  };

  test.each([
    "/verify-password",
    "/change-password",
    "/delete-user",
    "/two-factor/enable",
    "/two-factor/disable",
    "/two-factor/generate-backup-codes",
    "/two-factor/get-totp-uri",
    "/two-factor/verify-totp",
    "/two-factor/verify-backup-code",
  ])("%s, by the session", async (path) => {
    const user = await api.signUp(`session${path.replaceAll("/", "-")}`);
    const url = `/api/auth${path}`;
    const ask = (cookie: string) =>
      send({ method: "POST", url, payload: guess }, { address: newAddress(), cookie });
    for (let tries = 0; tries < 3; tries += 1) {
      expect([400, 401, 403]).toContain((await ask(user.cookie)).statusCode);
    }
    expectLimited(await ask(user.cookie));
    const again = await signIn(user.email, user.password, { address: newAddress() });
    const session = again.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
    expect((await ask(session.join("; "))).statusCode).not.toBe(429);
  });

  test.each([
    ["POST", "/reset-password"],
    ["GET", "/reset-password/guess?callbackURL=/"],
    ["GET", "/magic-link/verify?token=guess&callbackURL=/&errorCallbackURL=/sign-in"],
    ["POST", "/two-factor/verify-totp"],
    ["POST", "/verify-password"],
  ] as const)("%s %s, by the network", async (method, path) => {
    const from = { address: newAddress() };
    const payload = { token: "guess", ...guess };
    const body = method === "POST" ? { payload } : {};
    const ask = () => send({ method, url: `/api/auth${path}`, ...body }, from);
    for (let tries = 0; tries < 5; tries += 1) expect((await ask()).statusCode).not.toBe(429);
    expectLimited(await ask());
  });
});

test.each([
  "/update-user",
  "/change-email",
  "/sign-in/magic-link",
  "/two-factor/send-otp",
  "/ok",
  "/x",
])("a route that nobody needs is closed: %s", async (path) => {
  const payload = { email: api.ann.email, name: "x", newEmail: "x@example.org" };
  const answer = await api.ann.request("POST", `/api/auth${path}`, payload);
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ code: "not_found" });
});

test.each(["a@b", "a b", "localhost:99999", "k\u00fcche", "x".repeat(300), "[::1"])(
  "the Host %j is refused on a route of accounts",
  async (host) => {
    const url = "/api/auth/get-session";
    const answer = await api.app.inject({ url, headers: { host } });
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json()).toMatchObject({ code: "bad_request" });
  },
);
