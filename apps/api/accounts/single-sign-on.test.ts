import {
  type IdentityProvider,
  startIdentityProvider,
} from "@pakaura/accounts/identity-provider.fixture";
import { signInAtProvider } from "@pakaura/accounts/sign-in-at-provider.fixture";
import { totpOf } from "@pakaura/accounts/totp.fixture";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

const origin = "http://tasks.example";
const { host } = new URL(origin);
let provider: IdentityProvider;
let api: TestApi;
beforeAll(async () => {
  provider = await startIdentityProvider({ origin });
  api = await startTestApi(settingsOf(provider));
});
afterAll(async () => {
  await api.close();
  await provider.close();
});

function settingsOf({ url, client }: IdentityProvider): Record<string, string> {
  return {
    PUBLIC_URL: origin,
    OIDC_ISSUER_URL: url,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: "Example login",
  };
}

type Answer = Awaited<ReturnType<TestApi["app"]["inject"]>>;

/** The cookies of an answer, as the next request sends them. */
function cookieOf({ cookies }: Answer): string {
  return cookies
    .filter(({ value }) => value !== "")
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join("; ");
}

/** Presses the button: the address at the provider, and the browser's cookies. */
async function begin(at: TestApi, fields: object = {}) {
  const answer = await at.app.inject({
    method: "POST",
    url: "/api/auth/sign-in/social",
    payload: { provider: "oidc", callbackURL: "/today", ...fields },
    headers: { host },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  const { url }: { url: string } = answer.json();
  return { url: new URL(url), cookie: cookieOf(answer) };
}

/** Opens the address that the provider sent back to. */
function comeBack(at: TestApi, url: URL, cookie: string): Promise<Answer> {
  return at.app.inject({ url: `${url.pathname}${url.search}`, headers: { cookie, host } });
}

/** The whole way of somebody whom the provider knows. */
async function signIn(at: TestApi, sub: string, cookie = ""): Promise<Answer> {
  const begun = await begin(at);
  const back = await signInAtProvider(begun.url.href, sub);
  return comeBack(at, back, [begun.cookie, cookie].filter(Boolean).join("; "));
}

async function me(
  at: TestApi,
  cookie: string,
): Promise<{ status: number; email?: string; id?: string }> {
  const answer = await at.app.inject({ url: "/api/v1/me", headers: { cookie } });
  return answer.statusCode === 200
    ? { status: 200, email: answer.json().email, id: answer.json().id }
    : { status: answer.statusCode };
}

function errorOf(answer: Answer): string | null {
  expect(answer.statusCode).toBe(302);
  const location = new URL(String(answer.headers.location), origin);
  expect(location.origin + location.pathname).toBe(`${origin}/sign-in`);
  expect(answer.cookies.filter(({ name, value }) => /session/.test(name) && value !== "")).toEqual(
    [],
  );
  return location.searchParams.get("error");
}

describe("somebody whom the provider knows", () => {
  test("gets an account with their name, address and the browser's time zone, and finds it again", async () => {
    provider.setPerson({
      sub: "grace",
      email: "Grace@Example.org",
      email_verified: true,
      name: "Grace",
    });
    const { url, cookie } = await begin(api, { time_zone: "Asia/Tokyo" });
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^.{20,}$/),
      state: expect.stringMatching(/^.{20,}$/),
      redirect_uri: `${origin}/api/auth/callback/oidc`,
    });
    const first = await comeBack(api, await signInAtProvider(url.href, "grace"), cookie);
    expect(first.headers.location).toBe("/today");
    const profile = await api.app.inject({
      url: "/api/v1/me",
      headers: { cookie: cookieOf(first) },
    });
    expect(profile.json()).toMatchObject({
      name: "Grace",
      email: "grace@example.org",
      time_zone: "Asia/Tokyo",
    });
    const again = await me(api, cookieOf(await signIn(api, "grace")));
    expect(again.id).toBe(profile.json().id);
  });

  test("keeps the account when the address changes at the provider", async () => {
    provider.setPerson({ sub: "ida", email: "ida@example.org", email_verified: true, name: "Ida" });
    const before = await me(api, cookieOf(await signIn(api, "ida")));
    provider.setPerson({
      sub: "ida",
      email: "other@example.org",
      email_verified: true,
      name: "Ida",
    });
    expect(await me(api, cookieOf(await signIn(api, "ida")))).toEqual(before);
  });

  test("leaves nothing here by which the provider could be asked in their name", async () => {
    provider.setPerson({ sub: "hal", email: "hal@example.org", email_verified: true, name: "Hal" });
    await signIn(api, "hal");
    await signIn(api, "hal");
    const { rows } = await api.pool.query(
      "select access_token, refresh_token from accounts where account_id like '%hal'",
    );
    expect(rows).toEqual([{ access_token: null, refresh_token: null }]);
  });

  test("is told that the account is disabled", async () => {
    provider.setPerson({ sub: "kim", email: "kim@example.org", email_verified: true, name: "Kim" });
    await signIn(api, "kim");
    await api.pool.query("update users set disabled_at = now() where email = 'kim@example.org'");
    expect(errorOf(await signIn(api, "kim"))).toBe("account_disabled");
  });

  test.each<Record<string, string>>([{ PUBLIC_URL: origin }, {}])(
    "signs out there as well, with %j",
    async (settings) => {
      const { PUBLIC_URL: _known, ...others } = settingsOf(provider);
      const at = await startTestApi({ ...others, ...settings }, api);
      onTestFinished(() => at.close());
      provider.setPerson({
        sub: "joe",
        email: "joe@example.org",
        email_verified: true,
        name: "Joe",
      });
      const cookie = cookieOf(await signIn(at, "joe"));
      const out = await at.app.inject({
        method: "POST",
        url: "/api/auth/sign-out",
        payload: { callbackURL: "/sign-in" },
        headers: { cookie, host },
      });
      const url = new URL(out.json().url);
      expect(url.origin + url.pathname).toBe(`${provider.url}/session/end`);
      expect(url.searchParams.get("post_logout_redirect_uri")).toBe(`${origin}/sign-in`);
      expect(url.searchParams.get("id_token_hint")).toMatch(/^ey/);
      expect((await fetch(url)).status).toBe(200);
      await expect.poll(async () => (await me(at, cookie)).status).toBe(401);
    },
  );
});

describe("an address that belongs to somebody here", () => {
  test("is not linked when the provider has not verified it", async () => {
    const owner = await api.signUp("owner");
    provider.setPerson({ sub: "thief", email: owner.email, email_verified: false, name: "Thief" });
    expect(errorOf(await signIn(api, "thief"))).toBe("account_not_linked");
    provider.setPerson({ sub: "thief2", email: owner.email, name: "Thief" });
    expect(errorOf(await signIn(api, "thief2"))).toBe("account_not_linked");
    expect((await me(api, owner.cookie)).status).toBe(200);
  });

  test("is linked when both sides have verified it, and all that was there stays", async () => {
    const ann = await api.signUp("linked");
    await api.pool.query("update users set email_verified = true where id = $1", [ann.id]);
    provider.setPerson({ sub: "linked", email: ann.email, email_verified: true, name: "Ann" });
    expect((await me(api, cookieOf(await signIn(api, "linked")))).id).toBe(ann.id);
    expect((await me(api, ann.cookie)).status).toBe(200);
  });

  test("is taken from whoever signed up with it unproved, with every way in that they made", async () => {
    const squatter = await api.signUp("squatted");
    const { token } = (await squatter.request("POST", "/tokens", { name: "spare key" })).json();
    await squatter.request("POST", "/channels", {
      kind: "webhook",
      url: "https://spy.example.org/",
    });
    provider.setPerson({
      sub: "true owner",
      email: squatter.email,
      email_verified: true,
      name: "O",
    });
    const owner = cookieOf(await signIn(api, "true owner"));
    expect((await me(api, owner)).id).toBe(squatter.id);
    const channels = await api.app.inject({ url: "/api/v1/channels", headers: { cookie: owner } });
    expect(channels.json().items).toEqual([]);
    await expect.poll(async () => (await me(api, squatter.cookie)).status).toBe(401);
    const byToken = { authorization: `Bearer ${token}` };
    const tried = await api.app.inject({ url: "/api/v1/me", headers: byToken });
    expect(tried.statusCode).toBe(401);
    const { email, password } = squatter;
    const byPassword = await api.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email, password },
    });
    expect(byPassword.statusCode).toBe(401);
  });

  test("is linked, and nothing taken, by whoever is signed in here at the same time", async () => {
    const user = await api.signUp("both");
    provider.setPerson({ sub: "both", email: user.email, email_verified: true, name: "Both" });
    expect((await me(api, cookieOf(await signIn(api, "both", user.cookie)))).id).toBe(user.id);
    const { email, password } = user;
    const byPassword = await api.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email, password },
    });
    expect(byPassword.statusCode).toBe(200);
  });
});

describe("a way back that was tampered with lets nobody in:", () => {
  beforeAll(() => {
    provider.setPerson({ sub: "eve", email: "eve@example.org", email_verified: true, name: "Eve" });
  });

  test("another state, none, and that of another browser", async () => {
    const { url, cookie } = await begin(api);
    const back = await signInAtProvider(url.href, "eve");
    expect(errorOf(await comeBack(api, back, ""))).toBe("state_mismatch");
    const other = new URL(back);
    other.searchParams.set("state", "x".repeat(32));
    expect(errorOf(await comeBack(api, other, cookie))).toBe("state_mismatch");
    other.searchParams.delete("state");
    expect(errorOf(await comeBack(api, other, cookie))).toBe("state_not_found");
  });

  test("the same once more", async () => {
    const { url, cookie } = await begin(api);
    const back = await signInAtProvider(url.href, "eve");
    expect((await comeBack(api, back, cookie)).headers.location).toBe("/today");
    expect(errorOf(await comeBack(api, back, cookie))).toBe("state_mismatch");
  });

  test("a code that was given before, under a new state", async () => {
    const first = await begin(api);
    const used = await signInAtProvider(first.url.href, "eve");
    const second = await begin(api);
    const back = await signInAtProvider(second.url.href, "eve");
    back.searchParams.set("code", used.searchParams.get("code") ?? "");
    expect(errorOf(await comeBack(api, back, second.cookie))).toBe("invalid_code");
  });

  test("another nonce, which an ID token of another sign-in would have", async () => {
    const { url, cookie } = await begin(api);
    url.searchParams.set("nonce", "another nonce of the same length!");
    const back = await signInAtProvider(url.href, "eve");
    expect(errorOf(await comeBack(api, back, cookie))).toBe("unable_to_get_user_info");
  });

  test("another issuer beside the code, and none", async () => {
    const { url, cookie } = await begin(api);
    const back = await signInAtProvider(url.href, "eve");
    back.searchParams.delete("iss");
    expect(errorOf(await comeBack(api, back, cookie))).toBe("issuer_missing");
    back.searchParams.set("iss", "https://evil.example");
    expect(errorOf(await comeBack(api, back, cookie))).toBe("issuer_mismatch");
  });

  test("what the provider refuses, and an error that nobody asked for", async () => {
    const { url, cookie } = await begin(api);
    const state = url.searchParams.get("state") ?? "";
    const denied = new URL(`${origin}/api/auth/callback/oidc?error=access_denied&state=${state}`);
    expect(errorOf(await comeBack(api, denied, cookie))).toBe("access_denied");
    for (const query of ["", "?code=1", "?code=1&code=2&state=x", "?error=%22&state=%27"]) {
      const answer = await comeBack(api, new URL(`${origin}/api/auth/callback/oidc${query}`), "");
      expect(errorOf(answer)).toMatch(/^(state_not_found|issuer_missing|state_mismatch)$/);
    }
  });
});

describe("a provider that is not the one", () => {
  async function withProvider(
    metadata: (real: IdentityProvider, other: IdentityProvider) => Record<string, unknown>,
  ): Promise<{ real: IdentityProvider; other: IdentityProvider; at: TestApi }> {
    const real = await startIdentityProvider({ origin });
    const other = await startIdentityProvider({ origin });
    const claims = { sub: "ann", email: "ann@example.org", email_verified: true, name: "Ann" };
    for (const one of [real, other]) one.setPerson(claims);
    real.setMetadata(metadata(real, other));
    const at = await startTestApi(settingsOf(real));
    onTestFinished(async () => {
      await at.close();
      await real.close();
      await other.close();
    });
    return { real, other, at };
  }

  test("by the issuer that it names is not begun with", async () => {
    const { at } = await withProvider((_real, other) => ({ issuer: other.url }));
    const answer = await at.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/social",
      payload: { provider: "oidc" },
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "unavailable" });
  });

  test("by the issuer or the signature of its ID token lets nobody in", async () => {
    const elsewhere = (url: string) => ({
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      userinfo_endpoint: `${url}/me`,
      authorization_response_iss_parameter_supported: false,
    });
    const wrongIssuer = await withProvider((_real, { url }) => ({
      ...elsewhere(url),
      jwks_uri: `${url}/jwks`,
    }));
    const wrongKey = await withProvider((_real, { url }) => ({ jwks_uri: `${url}/jwks` }));
    for (const { at } of [wrongIssuer, wrongKey]) {
      const { url, cookie } = await begin(at);
      const back = await signInAtProvider(url.href, "ann");
      if (at === wrongIssuer.at) back.searchParams.delete("iss");
      expect(errorOf(await comeBack(at, back, cookie))).toBe("unable_to_get_user_info");
    }
  });

  test("that is another of the same subjects opens nobody's account", async () => {
    const { other, at } = await withProvider(() => ({}));
    other.setPerson({ sub: "ann", email: "mallory@example.org", email_verified: true, name: "M" });
    const ann = await me(at, cookieOf(await signIn(at, "ann")));
    // The operator changes to another provider, whose subjects are other people.
    const later = await startTestApi(settingsOf(other), at);
    onTestFinished(() => later.close());
    const mallory = await me(later, cookieOf(await signIn(later, "ann")));
    expect(mallory.email).toBe("mallory@example.org");
    expect(mallory.id).not.toBe(ann.id);
  });
});

describe("a provider", () => {
  test("that is away holds nobody else up, says so, and is asked again", async () => {
    const real = await startIdentityProvider({ origin });
    const away = await startTestApi(settingsOf(real));
    onTestFinished(() => away.close());
    await real.close();
    const { email, password } = away.ann;
    const payload = { email, password };
    const byPassword = { method: "POST", url: "/api/auth/sign-in/email", payload } as const;
    expect((await away.app.inject(byPassword)).statusCode).toBe(200);
    const start = { method: "POST", url: "/api/auth/sign-in/social" } as const;
    const pressed = await away.app.inject({ ...start, payload: { provider: "oidc" } });
    expect(pressed.statusCode).toBe(503);
    expect(pressed.headers["retry-after"]).toBeDefined();
    const back = new URL(`${origin}/api/auth/callback/oidc?code=1&state=2`);
    expect(errorOf(await comeBack(away, back, ""))).toBe("provider_away");
    const out = await away.ann.request("POST", "/api/auth/sign-out", {});
    expect(out.statusCode).toBe(200);
  });

  test("that takes the client's secret in the body alone is answered so", async () => {
    const strict = await startIdentityProvider({
      origin,
      tokenEndpointAuthMethod: "client_secret_post",
    });
    const at = await startTestApi(settingsOf(strict));
    onTestFinished(async () => {
      await at.close();
      await strict.close();
    });
    strict.setPerson({ sub: "a", email: "a@example.org", email_verified: true, name: "A" });
    expect((await me(at, cookieOf(await signIn(at, "a")))).email).toBe("a@example.org");
  });
});

test("a second factor is asked for after the provider as well", async () => {
  provider.setPerson({
    sub: "careful",
    email: "careful@example.org",
    email_verified: true,
    name: "C",
  });
  const session = cookieOf(await signIn(api, "careful"));
  const post = (path: string, payload: object, cookie: string) =>
    api.app.inject({ method: "POST", url: `/api/auth${path}`, payload, headers: { cookie } });
  // There is no password to give.
  const enabled = await post("/two-factor/enable", {}, session);
  expect(enabled.statusCode, enabled.body).toBe(200);
  const { totpURI }: { totpURI: string } = enabled.json();
  const now = Date.now();
  const proved = await post("/two-factor/verify-totp", { code: totpOf(totpURI, now) }, session);
  expect(proved.statusCode).toBe(200);

  const back = await signIn(api, "careful");
  expect(back.headers.location).toBe("/sign-in?code=&next=%2Ftoday");
  expect((await me(api, cookieOf(back))).status).toBe(401);
  const code = totpOf(totpURI, now + 30_000);
  const verified = await post("/two-factor/verify-totp", { code }, cookieOf(back));
  expect(verified.statusCode, verified.body).toBe(200);
  expect((await me(api, cookieOf(verified))).email).toBe("careful@example.org");
});

describe("what the operator sets", () => {
  test("OIDC_SIGN_UP=false lets in who has an account, and nobody else", async () => {
    const at = await startTestApi({ ...settingsOf(provider), OIDC_SIGN_UP: "false" });
    onTestFinished(() => at.close());
    provider.setPerson({ sub: "new", email: "new@example.org", email_verified: true, name: "New" });
    expect(errorOf(await signIn(at, "new"))).toBe("signup_disabled");
    provider.setPerson({ sub: "old", email: at.ann.email, email_verified: true, name: "Ann" });
    expect((await me(at, cookieOf(await signIn(at, "old")))).id).toBe(at.ann.id);
  });

  test("PASSWORD_SIGN_IN=false refuses every route that takes a password", async () => {
    const { email, password } = api.ann;
    const settings = { ...settingsOf(provider), PASSWORD_SIGN_IN: "false" };
    const closed = await startTestApi(settings, api);
    onTestFinished(() => closed.close());
    const requests: [string, object][] = [
      ["/sign-in/email", { email, password }],
      ["/sign-up/email", { name: "x", email: "x@example.org", password }],
      ["/request-password-reset", { email }],
      ["/reset-password", { newPassword: password, token: "x" }],
      ["/change-password", { currentPassword: password, newPassword: password }],
    ];
    for (const [path, payload] of requests) {
      const answer = await closed.app.inject({ method: "POST", url: `/api/auth${path}`, payload });
      expect(answer.statusCode, path).toBe(403);
      expect(answer.json()).toMatchObject({ code: "forbidden" });
    }
    const options = await closed.app.inject({ url: "/api/v1/sign-in-options" });
    expect(options.json()).toMatchObject({ password: false });
  });

  test("is told to the sign-in page", async () => {
    expect((await api.app.inject({ url: "/api/v1/sign-in-options" })).json()).toEqual({
      password: true,
      single_sign_on: { name: "Example login", sign_up: true },
    });
  });

  test.each([
    { provider: "google" },
    { provider: "oidc", callbackURL: "https://evil.example/" },
    { provider: "oidc", callbackURL: "//evil.example" },
    { provider: "oidc", callbackURL: "/\\evil.example" },
    { provider: "oidc", errorCallbackURL: "https://evil.example/" },
    { provider: "oidc", idToken: { token: "x" } },
    { provider: "oidc", scopes: ["offline_access"] },
    { provider: "oidc", additionalParams: { prompt: "none" } },
  ])("a beginning with %j is refused", async (payload) => {
    const answer = await api.app.inject({
      method: "POST",
      url: "/api/auth/sign-in/social",
      payload,
    });
    expect(answer.statusCode).toBe(422);
  });
});
