import { createAuth } from "@pakaura/accounts/auth";
import { createPool } from "@pakaura/database/connection";
import { expect, onTestFinished, test } from "vitest";
import { authRouteTable } from "./auth-route-table.ts";

/** Routes of better-auth that nobody needs here: they stay closed. */
const closed = [
  // Profiles are changed by PATCH /api/v1/me; addresses are not changed at all.
  "POST /update-user",
  "POST /update-session",
  "POST /change-email",
  // Only operators make sign-in links.
  "POST /sign-in/magic-link",
  // Codes come from an app, never by mail.
  "POST /two-factor/send-otp",
  "POST /two-factor/verify-otp",
  // An account is deleted with the password.
  "GET /delete-user/callback",
  "GET /verify-email",
  "POST /send-verification-email",
  "POST /callback/:id",
  "POST /link-social",
  "POST /unlink-account",
  "POST /refresh-token",
  "POST /get-access-token",
  "GET /account-info",
  "POST /get-session",
  "GET /ok",
  "GET /error",
];

test("somebody has said of every route of better-auth what it compares, or that it is closed", () => {
  const pool = createPool({ url: "postgres://nobody@127.0.0.1:1/nothing" });
  onTestFinished(() => pool.end());
  const { routes } = createAuth({
    pool,
    secret: "a-secret-of-tests-that-is-long-enough-0123456789",
    trustedOrigins: [],
    isSecure: false,
    // With everything that brings routes along.
    baseUrl: "http://localhost",
    sendMail: () => Promise.resolve(),
    log: () => undefined,
  });
  const open = authRouteTable.map(({ method, path }) => `${method} ${path}`);
  const known = routes.map(({ method, path }) => `${method} ${path}`);
  expect(known.length).toBeGreaterThan(20);
  expect([...open, ...closed].toSorted()).toEqual(known.toSorted());
});
