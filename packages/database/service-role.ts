import pg from "pg";
import { connectionOptions, type Queryable } from "./connection.ts";
import { DatabaseNotPermitted } from "./errors.ts";
import { explainDatabaseError } from "./explain-database-error.ts";

/** The role that services connect as where they have one of their own. */
export const serviceRoleName = "pakaura_services";

/** A role, and its password where the server asks for one. */
export type ServiceRole = { name: string; password?: string | undefined };

/**
 * Lets a role do what services do, in the database at `url` of its owner, and nothing else: it reads and writes
 * rows, it only adds to the log, and owns nothing, so that it can change no table, trigger or right. Makes
 * the role when it is missing. To be called after each migration, for what that brought.
 *
 * Rejects with DatabaseNotPermitted when the role is more than that already, or when it has to be made and
 * the owner may not; with DatabaseUnreachable.
 */
export async function prepareServiceRole(url: string, role: ServiceRole): Promise<void> {
  const client = new pg.Client(connectionOptions(url));
  client.on("error", () => {});
  try {
    await client.connect();
    await makeRole(client, role);
    await refuseTooMuch(client, role.name);
    await client.query(grantsTo(pg.escapeIdentifier(role.name)));
  } catch (error) {
    throw explainDatabaseError(client.host, error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeRole(client: pg.Client, { name, password }: ServiceRole): Promise<void> {
  const { rows } = await client.query<{ is_there: boolean; may_make: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as is_there,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_make`,
    [name],
  );
  const { is_there: isThere = false, may_make: mayMake = false } = rows[0] ?? {};
  // Where roles are made by other means, they have their passwords from there as well.
  if (isThere && (!mayMake || password === undefined)) return;
  if (!mayMake) throw new DatabaseNotPermitted(client.host, `there is no role ${name}`);
  const secret = password === undefined ? "" : `password ${pg.escapeLiteral(password)}`;
  const order = `${isThere ? "alter" : "create"} role ${pg.escapeIdentifier(name)} login ${secret}`;
  await client.query(order);
}

/** A role that owns the tables, or may act as who does, could lift what protects the log. */
async function refuseTooMuch(client: Queryable & { host: string }, name: string): Promise<void> {
  const { rows } = await client.query<{ is_too_much: boolean }>(
    `select rolsuper or rolcreaterole or rolbypassrls
       or pg_has_role(rolname, (select relowner from pg_class where oid = 'activity_log'::regclass), 'member')
       as is_too_much from pg_roles where rolname = $1`,
    [name],
  );
  if (rows[0]?.is_too_much !== false)
    throw new DatabaseNotPermitted(client.host, `the role ${name} of the services may do too much`);
}

function grantsTo(role: string): string {
  return `
    grant usage on schema public, drizzle to ${role};
    grant select on all tables in schema drizzle to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage, select on all sequences in schema public to ${role};
    revoke update, delete on activity_log from ${role};`;
}

/** The URL of a database for another role. */
export function urlAs(url: string, { name, password }: ServiceRole): string {
  const other = new URL(url);
  // The socket's form names the user in its query, as it has no host to stand before.
  if (other.searchParams.has("user")) {
    other.searchParams.set("user", name);
    if (password !== undefined) other.searchParams.set("password", password);
    return other.href;
  }
  other.username = encodeURIComponent(name);
  other.password = encodeURIComponent(password ?? "");
  return other.href;
}
