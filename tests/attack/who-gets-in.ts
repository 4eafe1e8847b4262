import assert from "node:assert/strict";
import { ask } from "./ask.ts";
import { type Attack, expectStatus } from "./attack.ts";
import { newAddress, password, signIn, signUp } from "./target.ts";

const spellings = [
  "/api/auth/./sign-in/email",
  "/api/auth/x/../sign-in/email",
  "/api/auth//sign-in/email",
  "//api/auth/sign-in/email",
  "/api//auth/sign-in/email",
  "/api/auth/sign-in/./email",
  "/api/auth/sign-in//email",
  "/api/auth/sign-in/email/",
  "/api/auth/sign-in/email/.",
  "/api/auth/sign-in/email/x/..",
  "/api/auth/%73ign-in/email",
  "/api/auth/sign-in%2Femail",
  "/api/auth/sign-in%2femail",
  "/api/auth/%2e/sign-in/email",
  "/api/auth/x/%2e%2e/sign-in/email",
  "/api/auth/x/%2E./sign-in/email",
  "/api/auth\\sign-in\\email",
  "/api/auth/sign-in\\email",
  "/api/auth/sign-in/email;x",
  "/api/auth;x/sign-in/email",
  "/api/%61uth/sign-in/email",
  "/%61pi/auth/sign-in/email",
  "/api/auth/Sign-In/email",
  "/API/AUTH/sign-in/email",
  "/api/auth/sign-in/email%00",
  "/api/auth/sign-in/email%20",
  "/api/auth/sign-in/email%3F",
  "/x/../api/auth/sign-in/email",
];

const wrong = { email: "nobody@example.test", password: "not the password at all" };

/** How many tries a place and an account have at once: more than the limit of any of them by default. */
const tooMany = 130;

export const whoGetsIn: Attack[] = [
  {
    promise: "A password is tried at one address alone, however that is spelt",
    run: async ({ url }) => {
      const from = newAddress();
      for (const path of spellings) {
        const answer = await ask(url, path, { from, body: wrong });
        assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status} ${answer.text}`);
      }
      return `${spellings.length} spellings, none handed on`;
    },
  },
  {
    promise:
      "Passwords can't be tried without end from one place, and the answer says how long to wait",
    run: async (target) => {
      const { email } = await signUp(target);
      const from = newAddress();
      let tries = 0;
      for (; tries < tooMany; tries += 1) {
        const answer = await signIn(target, email, `wrong password ${tries}`, { from });
        if (answer.status === 429) {
          assert.ok(Number(answer.headers["retry-after"]) > 0, "Retry-After is missing");
          assert.equal(answer.code, "rate_limited");
          break;
        }
        expectStatus(answer, 401);
      }
      assert.ok(tries < 20, `${tries} tries before the limit`);
      return `${tries} tries, then 429`;
    },
  },
  {
    promise: "Many accounts can't be tried from one place",
    run: async (target) => {
      const from = newAddress();
      // All at once: in turn they could take longer than the minute that the limit counts.
      const answers = await Promise.all(
        Array.from({ length: tooMany }, (_, index) =>
          signIn(target, `nobody-${index}@example.test`, "wrong", { from }),
        ),
      );
      const refused = answers.filter(({ status }) => status === 429);
      for (const answer of answers) expectStatus(answer, 401, 429);
      assert.ok(refused.length > 0, `${tooMany} accounts were tried`);
      return `${tooMany - refused.length} accounts, then 429`;
    },
  },
  {
    promise: "A client can't choose the address that it is counted by",
    run: async (target) => {
      const { email } = await signUp(target);
      const from = newAddress();
      const headers = [
        "x-forwarded-for",
        "x-real-ip",
        "forwarded",
        "x-pakaura-address",
        "cf-connecting-ip",
      ];
      for (let tries = 0; tries < 40; tries += 1) {
        const spoofed = `203.0.113.${tries}`;
        const named = headers.map((name) => [
          name,
          name === "forwarded" ? `for=${spoofed}` : spoofed,
        ]);
        const question = { from, headers: Object.fromEntries(named) as Record<string, string> };
        const answer = await signIn(target, email, `wrong password ${tries}`, question);
        if (answer.status === 429) return `${headers.length} headers, limited after ${tries} tries`;
      }
      throw new Error("40 tries under 40 addresses");
    },
  },
  {
    promise: "Every route that compares a secret is limited",
    run: async (target) => {
      const routes: [string, (tries: number) => unknown][] = [
        ["/verify-password", (tries) => ({ password: `wrong ${tries}` })],
        [
          "/change-password",
          (tries) => ({
            currentPassword: `wrong ${tries}`,
            newPassword: "another good long phrase",
          }),
        ],
        ["/delete-user", (tries) => ({ password: `wrong ${tries}` })],
        ["/two-factor/enable", (tries) => ({ password: `wrong ${tries}` })],
        ["/two-factor/disable", (tries) => ({ password: `wrong ${tries}` })],
        ["/two-factor/generate-backup-codes", (tries) => ({ password: `wrong ${tries}` })],
        ["/two-factor/get-totp-uri", (tries) => ({ password: `wrong ${tries}` })],
        ["/two-factor/verify-totp", (tries) => ({ code: String(100_000 + tries) })],
        ["/two-factor/verify-backup-code", (tries) => ({ code: `aaaaa-${tries}` })],
        [
          "/reset-password",
          (tries) => ({ token: `guess${tries}`, newPassword: "another good phrase" }),
        ],
      ];
      for (const [path, body] of routes) {
        const person = await signUp(target);
        const from = newAddress();
        let last = 0;
        for (let tries = 0; tries < tooMany && last !== 429; tries += 1) {
          last = (await person.askAuth(path, body(tries), { from })).status;
          // A route that is not there has nothing to be guessed at.
          if (last === 404) break;
        }
        assert.ok(
          [404, 429].includes(last),
          `${path} still answers ${last} after ${tooMany} tries`,
        );
      }
      return `${routes.length} routes`;
    },
  },
  {
    promise:
      "Strangers with many addresses lock nobody out who signs in from where they did before",
    run: async (target) => {
      const person = await signUp(target);
      const known = newAddress();
      const first = await signIn(target, person.email, password, { from: known });
      expectStatus(first, 200);
      const cookie = (first.headers["set-cookie"] ?? [])
        .map((line) => line.split(";")[0])
        .join("; ");
      let isLimited = false;
      for (let tries = 0; tries < 100; tries += 1) {
        const answer = await signIn(target, person.email, `wrong ${tries}`, { from: newAddress() });
        isLimited ||= answer.status === 429;
      }
      assert.ok(isLimited, "100 strangers were not limited");
      const headers = { cookie };
      expectStatus(await signIn(target, person.email, password, { from: known, headers }), 200);
      return "100 strangers, then the owner signs in";
    },
  },
  {
    promise: "The commonest passwords, and one's own name or address, are refused with the reason",
    run: async ({ url }) => {
      const email = `margaret.hamilton-${crypto.randomUUID().slice(0, 6)}@example.test`;
      const refused = ["password1", "12345678", "qwertyuiop", "Password123", "iloveyou1", email];
      refused.push("Margaret Hamilton", "margarethamilton");
      for (const password of refused) {
        const body = { name: "Margaret Hamilton", email, password };
        const answer = await ask(url, "/api/auth/sign-up/email", { from: newAddress(), body });
        assert.ok(
          [400, 422].includes(answer.status),
          `${password}: ${answer.status} ${answer.text}`,
        );
      }
      return `${refused.length} passwords`;
    },
  },
];
