import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function post(path: string, payload: object, headers: Record<string, string> = {}) {
  return api.app.inject({ method: "POST", url: `/api/auth${path}`, payload, headers });
}

function cookieOf(answer: Awaited<ReturnType<typeof post>>): string {
  return answer.cookies.map((one) => `${one.name}=${encodeURIComponent(one.value)}`).join("; ");
}

async function me(cookie: string): Promise<number> {
  return (await api.app.inject({ url: "/api/v1/me", headers: { cookie } })).statusCode;
}

describe("signing up and in", () => {
  test("sets a cookie that scripts cannot read and other sites do not send", async () => {
    const answer = await post("/sign-in/email", {
      email: api.ann.email,
      password: api.ann.password,
    });
    expect(answer.statusCode).toBe(200);
    const cookie = String(answer.headers["set-cookie"]);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).not.toContain("Secure");
    expect(await me(cookieOf(answer))).toBe(200);
  });

  test("keeps the browser's time zone, and refuses one that does not exist", async () => {
    const user = await api.signUp("zoe", { time_zone: "Asia/Tokyo" });
    expect((await user.request("GET", "/me")).json()).toMatchObject({
      id: user.id,
      name: "zoe",
      email: user.email,
      time_zone: "Asia/Tokyo",
      week_start: "monday",
      default_reminder_lead_minutes: 30,
    });
    const wrong = await post("/sign-up/email", {
      name: "x",
      email: "wrong@example.org",
      password: "long enough",
      time_zone: "Moon/Base",
    });
    expect(wrong.statusCode).toBe(400);
  });

  test("refuses a name longer than one may be renamed to", async () => {
    const signUp = (name: string) =>
      post("/sign-up/email", {
        name,
        email: `n${name.length}@example.org`,
        password: "long enough",
      });
    expect((await signUp("n".repeat(101))).json()).toMatchObject({
      code: "validation_failed",
      errors: [{ field: "name", code: "too_big" }],
    });
    expect((await signUp("n".repeat(100))).statusCode).toBe(200);
  });

  test("refuses a short password, a taken address and a wrong password", async () => {
    const short = await post("/sign-up/email", {
      name: "x",
      email: "s@example.org",
      password: "short",
    });
    expect(short.statusCode).toBe(400);
    const taken = await post("/sign-up/email", {
      name: "x",
      email: api.ann.email.toUpperCase(),
      password: "long enough",
    });
    expect(taken.statusCode).toBe(422);
    const wrong = await post("/sign-in/email", {
      email: api.bob.email,
      password: "wrong password",
    });
    const unknown = await post("/sign-in/email", {
      email: "no@example.org",
      password: "wrong password",
    });
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(wrong.json()).toEqual(unknown.json());
  });

  test("refuses guesses after a while, but lets others in", async () => {
    const user = await api.signUp("victim");
    const answers = [];
    // On a slow machine some guesses come back while others are made.
    for (let tries = 0; tries < 60 && answers.at(-1)?.statusCode !== 429; tries += 1) {
      answers.push(await post("/sign-in/email", { email: user.email, password: `guess ${tries}` }));
    }
    const refused = answers.at(-1);
    expect(refused?.statusCode).toBe(429);
    expect(Number(refused?.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused?.json()).toMatchObject({ code: "rate_limited", status: 429 });
    const other = await post("/sign-in/email", {
      email: api.ann.email,
      password: api.ann.password,
    });
    expect(other.statusCode).toBe(200);
  });
});

describe("sessions", () => {
  test("end at once with signing out", async () => {
    const user = await api.signUp("leaver");
    expect(await me(user.cookie)).toBe(200);
    const out = await post("/sign-out", {}, { cookie: user.cookie });
    expect(out.statusCode).toBe(200);
    await expect.poll(() => me(user.cookie), { timeout: 30_000 }).toBe(401);
  });

  test("are listed, and ended one by one", async () => {
    const user = await api.signUp("many");
    const second = await post("/sign-in/email", { email: user.email, password: user.password });
    const list = await user.request("GET", "/api/auth/list-sessions");
    expect(list.json()).toHaveLength(2);
    const token: string = second.json().token;
    const ended = await user.request("POST", "/api/auth/revoke-session", { token });
    expect(ended.statusCode).toBe(200);
    await expect.poll(() => me(cookieOf(second)), { timeout: 30_000 }).toBe(401);
    expect(await me(user.cookie)).toBe(200);
  });

  test("of a forged cookie are refused", async () => {
    const [session = ""] = api.ann.cookie.split("; ");
    const [name, value = ""] = session.split("=");
    const forged = `${name}=${value.slice(0, -4)}AAA%3D`;
    expect(await me(forged)).toBe(401);
    expect(await me(`${name}=%zz`)).toBe(401);
  });

  test("of other sites' pages change nothing", async () => {
    const origin = "https://evil.example";
    const foreign = await api.ann.request("POST", "/tasks", { title: "x" }, { origin });
    expect(foreign.statusCode).toBe(403);
    expect(foreign.json().code).toBe("forbidden");
    const crossSite = { "sec-fetch-site": "cross-site" };
    expect((await api.ann.request("POST", "/tasks", { title: "x" }, crossSite)).statusCode).toBe(
      403,
    );
    const nullOrigin = { origin: "null" };
    expect((await api.ann.request("DELETE", "/tags/x", undefined, nullOrigin)).statusCode).toBe(
      403,
    );
    const own = { origin: "http://localhost:80" };
    expect((await api.ann.request("POST", "/tasks", { title: "x" }, own)).statusCode).toBe(201);
    const login = await post(
      "/sign-in/email",
      { email: api.ann.email, password: api.ann.password },
      { origin },
    );
    expect(login.statusCode).toBe(403);
  });
});

describe("passwords", () => {
  test("are changed by who knows the old one", async () => {
    const user = await api.signUp("changer");
    const wrong = await user.request("POST", "/api/auth/change-password", {
      currentPassword: "not it at all",
      newPassword: "a new password",
    });
    expect(wrong.statusCode).toBe(400);
    const changed = await user.request("POST", "/api/auth/change-password", {
      currentPassword: user.password,
      newPassword: "a new password",
      revokeOtherSessions: true,
    });
    expect(changed.statusCode, changed.body).toBe(200);
    const signedIn = await post("/sign-in/email", {
      email: user.email,
      password: "a new password",
    });
    expect(signedIn.statusCode).toBe(200);
  });

  test("are reset once by an operator's link, which ends all sessions", async () => {
    const user = await api.signUp("forgetful");
    const context = { pool: api.pool, baseUrl: "http://localhost:3000" };
    const link = await createPasswordResetLink(context, user.email);
    const token = new URL(link ?? "").searchParams.get("token");
    const reset = { token, newPassword: "remembered now" };
    expect((await post("/reset-password", reset)).statusCode).toBe(200);
    expect((await post("/reset-password", reset)).statusCode).toBe(400);
    await expect.poll(() => me(user.cookie), { timeout: 30_000 }).toBe(401);
    const signedIn = await post("/sign-in/email", {
      email: user.email,
      password: "remembered now",
    });
    expect(signedIn.statusCode).toBe(200);
    expect(await createPasswordResetLink(context, "nobody@example.org")).toBeNull();
  });

  test("asked for by mail tell nobody whether an address is known", async () => {
    const known = await post("/request-password-reset", { email: api.ann.email });
    const unknown = await post("/request-password-reset", { email: "no@example.org" });
    expect(known.statusCode).toBe(200);
    expect(known.json()).toEqual(unknown.json());
  });
});

describe("two factors", () => {
  test("ask for a code after the password", async () => {
    const user = await api.signUp("careful");
    const enabled = await user.request("POST", "/api/auth/two-factor/enable", {
      password: user.password,
    });
    expect(enabled.statusCode, enabled.body).toBe(200);
    expect(enabled.json().totpURI).toContain("otpauth://totp/Pakaura");
    expect(enabled.json().backupCodes.length).toBeGreaterThan(0);
    const wrong = await user.request("POST", "/api/auth/two-factor/verify-totp", {
      code: "000000",
    });
    expect(wrong.statusCode).toBe(401);
  });
});

describe("odd requests", () => {
  const odd: unknown[] = [
    {},
    [],
    "text",
    1,
    null,
    { email: { $gt: "" }, password: 1 },
    { email: "a\0@example.org", password: "x".repeat(20), name: "x" },
    { email: "\ud800@example.org", password: "x".repeat(20), name: "\ud800" },
    { token: "\0", newPassword: "x".repeat(20) },
    { token: "x".repeat(10_000), newPassword: "x".repeat(1_000) },
    { code: [], trustDevice: "x", callbackURL: {} },
    {
      email: "o@example.org",
      password: "x".repeat(20),
      name: "x",
      callbackURL: "https://evil.example",
    },
    { email: "p@example.org", password: "x".repeat(20), name: "x".repeat(100_000), image: "\\" },
  ];
  const paths = [
    "/sign-up/email",
    "/sign-in/email",
    "/sign-in/social",
    "/sign-out",
    "/change-password",
    "/reset-password",
    "/reset-password/x?callbackURL=%5C",
    "/request-password-reset",
    "/revoke-session",
    "/revoke-sessions/",
    "/two-factor/enable",
    "/two-factor/verify-totp",
    "/two-factor/disable",
    "/callback/x?code=1&state=2",
    "/verify-email?token=x",
    "/get-access-token",
    "/link-social",
    "/unlink-account",
    "/refresh-token",
    "/delete-user",
    "/update-user",
    "/unknown",
    "/%2e%2e/x",
    "//",
  ];

  test.each(paths)("to %s are refused, never a failure", async (path) => {
    const user = await api.signUp(`odd${paths.indexOf(path)}`);
    for (const body of odd) {
      const answer = await user.request("POST", `/api/auth${path}`, body);
      expect(
        answer.statusCode,
        `${JSON.stringify(body)?.slice(0, 100)}: ${answer.body}`,
      ).toBeLessThan(500);
    }
    const read = await user.request("GET", `/api/auth${path}`);
    expect(read.statusCode, read.body).toBeLessThan(500);
  });
});
