import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

const lifetimeMs = 60 * 60 * 1_000;

/**
 * A link, valid once and for one hour, that signs this user in without a password: what an operator
 * hands out to somebody who is locked out. The operator vouches for the address with it, and it counts as
 * verified. Null when nobody has the address, or the account is disabled.
 */
export async function createSignInLink(
  context: { pool: pg.Pool; baseUrl: string },
  email: string,
): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  const address = email.trim().toLowerCase();
  const { rowCount } = await context.pool.query(
    `with known as (
       update users set email_verified = true where email = $4 and disabled_at is null returning id)
     insert into verifications (id, identifier, value, expires_at)
     select $1, $2, $3, $5 from known`,
    [
      randomUUID(),
      `magic-link:${token}`,
      JSON.stringify({ type: "magic-link", email: address }),
      address,
      new Date(Date.now() + lifetimeMs),
    ],
  );
  if (rowCount !== 1) return null;
  const query = new URLSearchParams({ token, callbackURL: "/", errorCallbackURL: "/sign-in" });
  return new URL(`/api/auth/magic-link/verify?${query.toString()}`, context.baseUrl).href;
}
