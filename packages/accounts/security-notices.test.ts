import { createTestDatabase } from "@pakaura/database/test-database";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createAuth } from "./auth.ts";
import type { Mail } from "./mail.ts";
import { createPasswordResetLink } from "./reset-link.ts";
import { totpOf } from "./totp.fixture.ts";

const baseUrl = "https://tasks.example.org";
const email = "ann@example.org";
const password = "a first password";

/** Somebody whose address is verified, on an installation that sends mail. */
async function start() {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { pool } = database;
  const mails: Mail[] = [];
  const settings = {
    pool,
    secret: "a-secret-of-tests-that-is-long-enough-0123456789",
    baseUrl,
    trustedOrigins: [],
    isSecure: true,
    log: () => undefined,
  };
  const auth = createAuth({ ...settings, sendMail: async (mail) => void mails.push(mail) });
  let cookie = "";
  const post = async (path: string, body: object, { handler } = auth) => {
    const answer = await handler(
      new Request(`${baseUrl}/api/auth${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify(body),
      }),
    );
    const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
    if (cookies.length > 0) cookie = cookies.join("; ");
    return { status: answer.status, ...z.looseObject({}).parse(await answer.json()) };
  };
  // The account is from before the installation sent mail.
  await post("/sign-up/email", { name: "Ann", email, password }, createAuth(settings));
  const verify = () => pool.query("update users set email_verified = true");
  const forget = () => mails.splice(0);
  return { pool, mails, post, verify, forget };
}

test("a change of the password or of the second factor is told by e-mail", async () => {
  const { pool, mails, post, verify, forget } = await start();
  await verify();
  await post("/sign-in/email", { email, password });
  forget();

  expect(await post("/two-factor/enable", { password: "not it at all" })).toMatchObject({
    status: 400,
  });
  const enabled: Record<string, unknown> = await post("/two-factor/enable", { password });
  const { totpURI } = enabled;
  expect(mails).toEqual([]);
  const now = Date.now();
  await post("/two-factor/verify-totp", { code: totpOf(z.string().parse(totpURI), now) });
  expect(mails.map(({ subject }) => subject)).toEqual(["Pakaura: a second factor was turned on"]);
  await post("/two-factor/generate-backup-codes", { password });
  await post("/two-factor/disable", { password });
  await post("/change-password", { currentPassword: "wrong", newPassword: "a second password" });
  await post("/change-password", { currentPassword: password, newPassword: "a second password" });
  const link = new URL((await createPasswordResetLink({ pool, baseUrl }, email)) ?? "");
  const token = link.searchParams.get("token");
  await post("/reset-password", { token, newPassword: "a third password" });
  expect(mails.slice(1).map(({ subject }) => subject)).toEqual([
    "Pakaura: new backup codes were made",
    "Pakaura: the second factor was turned off",
    "Pakaura: the password was changed",
    "Pakaura: the password was changed",
  ]);
  expect(mails[0]).toMatchObject({ to: email });
  expect(mails[0]?.text).toContain(`${baseUrl}/forgot-password`);
});

test("an address that nobody verified is not written to", async () => {
  const { mails, post, forget } = await start();
  forget();
  const changed = await post("/change-password", {
    currentPassword: password,
    newPassword: "a second password",
  });
  expect(changed).toMatchObject({ status: 200 });
  expect(mails).toEqual([]);
});
