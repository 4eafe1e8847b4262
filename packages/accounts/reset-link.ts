import { randomBytes, randomUUID } from "node:crypto";
import { withLockedUser } from "@pakaura/database/with-locked-user";
import type pg from "pg";

const lifetimeMs = 60 * 60 * 1_000;
const identifierOf = (token: string): string => `reset-password:${token}`;

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
      identifierOf(token),
      new Date(Date.now() + lifetimeMs),
      email.trim().toLowerCase(),
    ],
  );
  return rowCount === 1 ? resetUrl(context.baseUrl, token) : null;
}

/** Whose link it is, and how many access tokens end with the old password. */
export type ResetLink = { userId: string; name: string; email: string; accessTokens: number };

/** The link with this token, or null when there is none, or it has ended. */
export async function findResetLink(pool: pg.Pool, token: string): Promise<ResetLink | null> {
  const { rows } = await pool.query<ResetLink>(
    `select users.id as "userId", name, email,
       (select count(*) from tokens where user_id = users.id)::int as "accessTokens"
     from verifications join users on users.id = value::uuid
     where identifier = $1 and expires_at > now()`,
    [identifierOf(token)],
  );
  return rows[0] ?? null;
}

/**
 * Makes this link the only one of its user, and revokes the user's access tokens, before the password
 * is changed by it. Of two links that are used at once, one ends the other.
 */
export async function claimResetLink(pool: pg.Pool, token: string): Promise<void> {
  const link = await findResetLink(pool, token);
  if (link === null) return;
  await withLockedUser(pool, link.userId, async (client) => {
    const { rowCount } = await client.query("select from verifications where identifier = $1", [
      identifierOf(token),
    ]);
    if (rowCount === 0) return;
    await client.query(
      `delete from verifications
       where value = $1 and identifier like 'reset-password:%' and identifier <> $2`,
      [link.userId, identifierOf(token)],
    );
    await client.query("delete from tokens where user_id = $1", [link.userId]);
  });
}
