import type { ConnectedApp } from "@pakaura/contract/http";
import type pg from "pg";

type Row = {
  id: string;
  name: string | null;
  client_id: string;
  scopes: string[];
  created_at: Date;
};

/** The address that vouches for an app, where it is known by the document there; else it only says its name. */
function hostOf(clientId: string): string | null {
  return URL.canParse(clientId) ? new URL(clientId).host : null;
}

/** The apps that a person has allowed access, newest first. */
export async function listConnectedApps(pool: pg.Pool, userId: string): Promise<ConnectedApp[]> {
  const { rows } = await pool.query<Row>(
    `select c.id, o.name, c.client_id, c.scopes, c.created_at
     from oauth_consents c join oauth_clients o on o.client_id = c.client_id
     where c.user_id = $1 order by c.created_at desc, c.id desc`,
    [userId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? row.client_id,
    host: hostOf(row.client_id),
    access: row.scopes.includes("tasks:write") ? "write" : "read",
    created_at: row.created_at.toISOString(),
  }));
}

/**
 * Takes an app's access back, with every token that it has: what is signed is refused as soon as nothing allows it. False when
 * there is no such app.
 */
export async function disconnectApp(pool: pg.Pool, userId: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with ended as (
       delete from oauth_consents where user_id = $1 and client_id =
         (select client_id from oauth_consents where id = $2 and user_id = $1)
       returning client_id
     ), refresh as (
       delete from oauth_refresh_tokens
       where user_id = $1 and client_id in (select client_id from ended)
     ), access as (
       delete from oauth_access_tokens
       where user_id = $1 and client_id in (select client_id from ended)
     )
     select from ended`,
    [userId, id],
  );
  return rowCount !== 0;
}
