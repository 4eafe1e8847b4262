import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

const lifetimeMs = 60 * 60 * 1_000;

/** Where a person chooses a new password. */
export function resetUrl(baseUrl: string, token: string): string {
  return new URL(`/reset-password?token=${encodeURIComponent(token)}`, baseUrl).href;
}

/**
 * A link, valid once and for one hour, by which this user chooses a new password: what an operator
 * hands out where no e-mail is configured. Null when nobody has the address.
 */
export async function createPasswordResetLink(
  context: { pool: pg.Pool; baseUrl: string },
  email: string,
): Promise<string | null> {
  const token = randomBytes(24).toString("base64url");
  const { rowCount } = await context.pool.query(
    `insert into verifications (id, identifier, value, expires_at)
     select $1, $2, id, $3 from users where email = $4`,
    [
      randomUUID(),
      `reset-password:${token}`,
      new Date(Date.now() + lifetimeMs),
      email.trim().toLowerCase(),
    ],
  );
  return rowCount === 1 ? resetUrl(context.baseUrl, token) : null;
}
