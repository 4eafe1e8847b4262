import { createPool } from "@pakaura/database/connection";
import { createTestDatabase } from "@pakaura/database/test-database";
import { expect, onTestFinished, test } from "vitest";
import { createAuth } from "./auth.ts";

const settings = {
  secret: "a-secret-of-tests-that-is-long-enough-0123456789",
  trustedOrigins: [],
  isSecure: false,
  log: () => undefined,
};

test("a session that cannot be read because the database is away is a failure, not an answer", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const signedUp = await createAuth({ ...settings, pool: database.pool }).handler(
    new Request("http://localhost/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Ann", email: "ann@example.org", password: "long enough" }),
    }),
  );
  expect(signedUp.status).toBe(200);
  const cookie = signedUp.headers.getSetCookie().join("; ");

  const away = createPool({ url: "postgres://nobody@127.0.0.1:1/nothing" });
  onTestFinished(() => away.end());
  const session = createAuth({ ...settings, pool: away }).handler(
    new Request("http://localhost/api/auth/get-session", { headers: { cookie } }),
  );
  await expect(session).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});
