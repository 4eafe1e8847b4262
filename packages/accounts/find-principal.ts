import { weekStarts } from "@pakaura/contract/http";
import type pg from "pg";
import type { Principal } from "./principal.ts";

type Row = {
  user_id: string;
  id: string;
  name: string | null;
  scope: string;
  time_zone: string;
  week_start: string;
  lead_minutes: number | null;
  expires_at: Date | null;
};

const bySession = `
  select s.id, s.user_id, null as name, 'write' as scope, s.expires_at,
    u.time_zone, u.week_start, u.default_reminder_lead_minutes as lead_minutes
  from sessions s join users u on u.id = s.user_id
  where s.token = $1 and s.expires_at > now() and u.disabled_at is null`;

const byFeedToken = `
  select t.id, t.user_id, t.name, t.scope, t.expires_at,
    u.time_zone, u.week_start, u.default_reminder_lead_minutes as lead_minutes
  from tokens t join users u on u.id = t.user_id
  where t.hash = $1 and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null`;

/** A token of a calendar stands for nobody who asks for anything else. */
const byToken = `${byFeedToken} and t.scope <> 'feed'`;

/** The principal of a session token, or null when it ended or its user is disabled. */
export async function findBySession(pool: pg.Pool, token: string): Promise<Principal | null> {
  return find(pool, { name: "principal-session", text: bySession, values: [token] }, "session");
}

/** The principal of a personal access token (by its hash), or null when it ended. */
export async function findByToken(pool: pg.Pool, hash: string): Promise<Principal | null> {
  return find(pool, { name: "principal-token", text: byToken, values: [hash] }, "token");
}

/** Whose calendar feed an access token (by its hash) opens, or null when it ended. Every scope does. */
export async function findByFeedToken(pool: pg.Pool, hash: string): Promise<Principal | null> {
  return find(pool, { name: "principal-feed", text: byFeedToken, values: [hash] }, "token");
}

async function find(
  pool: pg.Pool,
  query: pg.QueryConfig<string[]>,
  kind: Principal["kind"],
): Promise<Principal | null> {
  const { rows } = await pool.query<Row>(query);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    userId: row.user_id,
    kind,
    id: row.id,
    ...(row.name === null ? {} : { tokenName: row.name }),
    scope: row.scope === "write" ? "write" : "read",
    timeZone: row.time_zone,
    weekStart: weekStarts.find((day) => day === row.week_start) ?? "monday",
    defaultReminderLeadMinutes: row.lead_minutes,
    expiresAtMs: row.expires_at === null ? null : row.expires_at.getTime(),
  };
}
