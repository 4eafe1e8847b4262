import { createHash, randomBytes, randomUUID, randomUUIDv7 } from "node:crypto";
import { updateMeSchema } from "@pakaura/contract/http";
import type pg from "pg";
import { z } from "zod";

const lifetimeMs = 24 * 60 * 60 * 1_000;

/** Somebody who wants an account, and has not shown yet that the address is theirs. */
export const signUpRequestSchema = z.object({
  name: z.string(),
  email: z.email(),
  passwordHash: z.string(),
  ...updateMeSchema.pick({
    time_zone: true,
    week_start: true,
    default_reminder_lead_minutes: true,
  }).shape,
});
export type SignUpRequest = z.infer<typeof signUpRequestSchema>;

const identifierOf = (token: string): string =>
  `sign-up:${createHash("sha256").update(token).digest("base64url")}`;

/** Keeps the request for a day, and answers the token of its link. There is no account before it is opened. */
export async function keepSignUpRequest(pool: pg.Pool, request: SignUpRequest): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await pool.query(
    "insert into verifications (id, identifier, value, expires_at) values ($1, $2, $3, $4)",
    [randomUUID(), identifierOf(token), JSON.stringify(request), new Date(Date.now() + lifetimeMs)],
  );
  return token;
}

/** Takes the request of this token, once; null when there is none, or it has ended. */
export async function takeSignUpRequest(
  pool: pg.Pool,
  token: string,
): Promise<SignUpRequest | null> {
  const { rows } = await pool.query<{ value: string }>(
    "delete from verifications where identifier = $1 and expires_at > now() returning value",
    [identifierOf(token)],
  );
  return toRequest(rows[0]);
}

/** Takes the newest request for this address, for an operator who vouches for it; null when there is none. */
export async function takeNewestSignUpRequest(
  pool: pg.Pool,
  email: string,
): Promise<SignUpRequest | null> {
  const { rows } = await pool.query<{ value: string }>(
    `delete from verifications where id = (
       select id from verifications
       where identifier like 'sign-up:%' and expires_at > now() and value::jsonb ->> 'email' = $1
       order by created_at desc limit 1)
     returning value`,
    [email],
  );
  return toRequest(rows[0]);
}

function toRequest(row: { value: string } | undefined): SignUpRequest | null {
  return row === undefined ? null : signUpRequestSchema.parse(JSON.parse(row.value));
}

/** Makes the account of a request, whose address is verified then. Answers false when somebody has the address. */
export async function createVerifiedAccount(
  pool: pg.Pool,
  request: SignUpRequest,
): Promise<boolean> {
  const lead = request.default_reminder_lead_minutes;
  const { rows } = await pool.query(
    `with made as (
       insert into users (id, name, email, email_verified, time_zone, week_start,
         default_reminder_lead_minutes)
       values ($1, $2, $3, true, $4, $5, $6)
       on conflict (email) do nothing returning id),
     secured as (
       insert into accounts (id, user_id, account_id, provider_id, password)
       select $7, id, id::text, 'credential', $8 from made),
     streamed as (insert into streams (user_id, sequence) select id, 0 from made)
     select id from made`,
    [
      randomUUIDv7(),
      request.name,
      request.email,
      request.time_zone ?? "UTC",
      request.week_start ?? "monday",
      lead === undefined ? 30 : lead,
      randomUUID(),
      request.passwordHash,
    ],
  );
  return rows.length === 1;
}
