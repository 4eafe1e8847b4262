import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import type { SendAccountMail } from "./account-mail.ts";

const lifetimeMs = 24 * 60 * 60 * 1_000;
const valueSchema = z.object({ userId: z.string(), email: z.string() });
const identifierOf = (token: string): string =>
  `address:${createHash("sha256").update(token).digest("base64url")}`;

/** Below `/api/auth`: where the link of a mail leads. */
export const verifyAddressPath = "/verify-address";

/**
 * Mails somebody who has an account a link that verifies its address. Answers false when the address had too
 * many mails this hour.
 */
export async function mailAddressLink(
  context: { pool: pg.Pool; baseUrl: string; sendMail: SendAccountMail },
  user: { id: string; email: string },
): Promise<boolean> {
  const token = randomBytes(24).toString("base64url");
  await context.pool.query(
    "insert into verifications (id, identifier, value, expires_at) values ($1, $2, $3, $4)",
    [
      randomUUID(),
      identifierOf(token),
      JSON.stringify({ userId: user.id, email: user.email }),
      new Date(Date.now() + lifetimeMs),
    ],
  );
  const link = new URL(`/api/auth${verifyAddressPath}?token=${token}`, context.baseUrl).href;
  return context.sendMail({
    to: user.email,
    subject: "Verify your address",
    text: `Reminders of Pakaura are to go to this address. Say that it is yours within a day:\n\n${link}\n\nIf you did not ask for it, nothing needs to be done.\n`,
  });
}

/** Verifies the address that the token was mailed to, once. Answers whether it is still that of the account. */
export async function verifyAddress(pool: pg.Pool, token: string): Promise<boolean> {
  const { rows } = await pool.query<{ value: string }>(
    "delete from verifications where identifier = $1 and expires_at > now() returning value",
    [identifierOf(token)],
  );
  if (rows[0] === undefined) return false;
  const { userId, email } = valueSchema.parse(JSON.parse(rows[0].value));
  const { rowCount } = await pool.query(
    "update users set email_verified = true where id = $1 and email = $2",
    [userId, email],
  );
  return rowCount === 1;
}
