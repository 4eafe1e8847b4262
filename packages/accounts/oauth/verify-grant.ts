import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import type pg from "pg";
import { z } from "zod";
import { weekStarts } from "@pakaura/contract/http";
import type { Principal } from "../principal.ts";
import type { OauthAddress } from "./oauth-address.ts";

const claimsSchema = z.object({
  sub: z.uuid(),
  scope: z.string(),
  exp: z.number(),
  iat: z.number(),
  azp: z.string().optional(),
  client_id: z.string().optional(),
});
const keySchema = z.looseObject({ kty: z.string() });

type Row = {
  id: string;
  name: string | null;
  time_zone: string;
  week_start: string;
  lead_minutes: number | null;
};

/** What the app of a token was allowed, as long as it still is, in the order in which it was. */
const allowed = `
  select c.id, o.name, u.time_zone, u.week_start, u.default_reminder_lead_minutes as lead_minutes
  from oauth_consents c
    join oauth_clients o on o.client_id = c.client_id
    join users u on u.id = c.user_id
  where c.user_id = $1 and c.client_id = $2 and c.created_at <= to_timestamp($3)
    and not coalesce(o.disabled, false) and u.disabled_at is null
  order by c.created_at limit 1`;

/** A token's time is in whole seconds, and so before a consent of the same second. */
const secondsGrace = 1;

async function readKeys(pool: pg.Pool) {
  const { rows } = await pool.query<{ id: string; alg: string | null; public_key: string }>(
    "select id, coalesce(alg, 'EdDSA') as alg, public_key from signing_keys",
  );
  return createLocalJWKSet({
    keys: rows.map(({ id, alg, public_key: key }) => ({
      ...keySchema.parse(JSON.parse(key)),
      kid: id,
      ...(alg === null ? {} : { alg }),
    })),
  });
}

async function verified(
  pool: pg.Pool,
  token: string,
  { issuer, resource: audience }: OauthAddress,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, await readKeys(pool), { issuer, audience });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/**
 * Who the access token of an app stands for, or null: it is not one of ours, is over, is for something else, or the
 * person has disconnected the app since. Rejects only when the database cannot be asked.
 */
export async function verifyGrant(
  pool: pg.Pool,
  token: string,
  address: OauthAddress,
): Promise<Principal | null> {
  const claims = claimsSchema.safeParse(await verified(pool, token, address));
  if (!claims.success) return null;
  const { sub: userId, scope, exp, iat, azp, client_id: clientId = azp } = claims.data;
  const scopes = new Set(scope.split(" "));
  if (clientId === undefined || !(scopes.has("tasks:read") || scopes.has("tasks:write")))
    return null;
  const { rows } = await pool.query<Row>(allowed, [userId, clientId, iat + secondsGrace]);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    userId,
    kind: "token",
    id: row.id,
    tokenName: row.name ?? clientId,
    scope: scopes.has("tasks:write") ? "write" : "read",
    timeZone: row.time_zone,
    weekStart: weekStarts.find((day) => day === row.week_start) ?? "monday",
    defaultReminderLeadMinutes: row.lead_minutes,
    expiresAtMs: exp * 1_000,
  };
}
