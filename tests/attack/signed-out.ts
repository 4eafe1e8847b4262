import assert from "node:assert/strict";
import { once } from "node:events";
import { totpOf } from "@pakaura/accounts/totp.fixture";
import { WebSocket } from "ws";
import { ask, cookiesOf, jsonOf } from "./ask.ts";
import { type Attack, expectStatus } from "./attack.ts";
import { newAddress, type Person, password, signIn, signUp, type Target } from "./target.ts";

const mostTokens = 50;
const longestEndMs = 5_000;

/** What a session and a token open, and must not once they have ended. */
const doors = ["/api/v1/me", "/api/v1/tasks", "/api/v1/events", "/api/v1/export"];

async function expectShut({ url }: Target, headers: Record<string, string>): Promise<void> {
  for (const door of doors) expectStatus(await ask(url, door, { headers }), 401);
  const session = await ask(url, "/api/auth/get-session", { headers });
  assert.ok(session.status !== 200 || session.text === "null", `get-session: ${session.text}`);
}

/** Turns the second factor on; resolves with the address of its codes. */
async function addSecondFactor(person: Person): Promise<string> {
  const enabled = await person.askAuth("/two-factor/enable", { password });
  expectStatus(enabled, 200);
  const uri = String(jsonOf(enabled)["totpURI"]);
  const code = totpOf(uri, Date.now());
  expectStatus(await person.askAuth("/two-factor/verify-totp", { code }), 200);
  return uri;
}

export const signedOut: Attack[] = [
  {
    promise: "Signed out means signed out: the cookie opens nothing any more",
    run: async (target) => {
      const { cookie, askAuth } = await signUp(target);
      expectStatus(await askAuth("/sign-out", {}), 200);
      await expectShut(target, { cookie });
      return `${doors.length + 1} routes`;
    },
  },
  {
    promise: "Who was disabled gets in nowhere, and can't delete their account and its log",
    run: async (target) => {
      if (!target.operate) return "not tried: the data of this Pakaura is not at hand";
      const { email, cookie, token, askAuth } = await signUp(target);
      await target.operate("user", "disable", email);
      await expectShut(target, { cookie });
      await expectShut(target, { authorization: `Bearer ${token}` });
      for (const path of ["/delete-user", "/change-password", "/two-factor/enable"]) {
        const body = { password, currentPassword: password, newPassword: "another good phrase" };
        const answer = await askAuth(path, body);
        assert.ok([400, 401, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
      }
      assert.notEqual((await signIn(target, email, password, { from: newAddress() })).status, 200);
      await target.operate("user", "enable", email);
      await expectShut(target, { cookie });
      expectStatus(await signIn(target, email, password, { from: newAddress() }), 200);
      return "session, token, sign-in and three routes of accounts";
    },
  },
  {
    promise: "An account is deleted with its password or a fresh sign-in alone",
    run: async (target) => {
      const { askAuth, cookie } = await signUp(target);
      for (const body of [{}, { password: "wrong" }, { password: "" }, { token: "guess" }]) {
        const answer = await askAuth("/delete-user", body);
        // The first one comes seconds after the sign-up, which is fresh.
        if (answer.status === 200 && Object.keys(body).length === 0)
          return "a fresh session may, without its password";
        assert.ok([400, 401, 403, 404].includes(answer.status), answer.text);
      }
      expectStatus(await ask(target.url, "/api/v1/me", { headers: { cookie } }), 200);
      return "4 ways without the password";
    },
  },
  {
    promise: "Nobody has more than 50 tokens, however many are asked for at once",
    run: async (target) => {
      const person = await signUp(target);
      const body = { name: "one of many" };
      const asked = Array.from({ length: 70 }, () => person.ask("POST", "/tokens", body));
      const made = (await Promise.all(asked)).filter(({ status }) => status === 201);
      // One was there already: the attacker's own.
      assert.equal(made.length, mostTokens - 1);
      return `70 asked for at once, ${made.length} made beside the first`;
    },
  },
  {
    promise: "A code of the second factor works once",
    run: async (target) => {
      const person = await signUp(target);
      const uri = await addSecondFactor(person);
      const from = newAddress();
      const challenges = await Promise.all(
        [1, 2].map(async () => {
          const asked = await signIn(target, person.email, password, { from });
          return cookiesOf(asked);
        }),
      );
      // The next half minute's code is accepted as well, and has not been used yet.
      const code = totpOf(uri, Date.now() + 30_000);
      const verified = await Promise.all(
        challenges.map((cookie) =>
          ask(target.url, "/api/auth/two-factor/verify-totp", {
            from,
            headers: { cookie },
            body: { code },
          }),
        ),
      );
      const in_ = verified.filter(({ status }) => status === 200);
      assert.equal(in_.length, 1, verified.map(({ status }) => status).join(", "));
      return "one code at two sign-ins at once: one gets in";
    },
  },
  {
    promise: "A link to a new password works once, and ends all others and every session and token",
    run: async (target) => {
      const { operate, url } = target;
      if (!operate) return "not tried: the data of this Pakaura is not at hand";
      const { email, cookie, token } = await signUp(target);
      const tokens: string[] = [];
      for (let made = 0; made < 3; made += 1) {
        const link = (await operate("user", "reset-link", email)).trim().split(/\s+/).at(-1) ?? "";
        tokens.push(new URL(link).searchParams.get("token") ?? "");
      }
      const from = newAddress();
      const choose = (given: string | undefined, newPassword: string) =>
        ask(url, "/api/auth/reset-password", {
          from,
          body: { token: given, newPassword },
        });
      expectStatus(await choose(tokens[1], "the one and only new phrase"), 200);
      for (const given of tokens)
        expectStatus(await choose(given, "a phrase of somebody else"), 400, 401, 403, 404);
      await expectShut(target, { cookie });
      await expectShut(target, { authorization: `Bearer ${token}` });
      expectStatus(await signIn(target, email, "the one and only new phrase", { from }), 200);
      return `${tokens.length} links`;
    },
  },
  {
    promise: "A socket and a stream end within five seconds of what they were opened by",
    run: async (target) => {
      const person = await signUp(target);
      const { items } = jsonOf(await person.ask("GET", "/tokens"));
      const [{ id } = { id: "" }] = items as { id: string }[];
      const socket = new WebSocket(`${target.url.replace(/^http/, "ws")}/ws`);
      await once(socket, "open");
      socket.send(JSON.stringify({ type: "auth", token: person.token }));
      await once(socket, "message");
      const ended = once(socket, "close");
      const stream = ask(target.url, "/api/v1/events/stream?after=0", {
        headers: { authorization: `Bearer ${person.token}` },
      });
      const since = performance.now();
      expectStatus(await person.ask("DELETE", `/tokens/${id}`), 204);
      const [code] = (await ended) as [number];
      await stream;
      const tookMs = performance.now() - since;
      assert.equal(code, 4401);
      assert.ok(tookMs < longestEndMs, `${Math.round(tookMs)} ms`);
      return `${Math.round(tookMs)} ms`;
    },
  },
  {
    promise: "A feed's token opens the feed and nothing else",
    run: async (target) => {
      const person = await signUp(target);
      const made = await person.ask("POST", "/tokens", { name: "calendar", scope: "feed" });
      expectStatus(made, 201);
      const secret = String(jsonOf(made)["token"]);
      for (const door of doors)
        expectStatus(
          await ask(target.url, door, { headers: { authorization: `Bearer ${secret}` } }),
          401,
          403,
        );
      expectStatus(await ask(target.url, `/api/v1/feed.ics?token=${secret}`), 200);
      return `${doors.length} routes`;
    },
  },
];
