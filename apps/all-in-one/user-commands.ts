import { createPasswordResetLink } from "@pakaura/accounts/reset-link";
import { createSignInLink } from "@pakaura/accounts/sign-in-link";
import { createVerifiedAccount, takeNewestSignUpRequest } from "@pakaura/accounts/sign-up-request";
import { createPool } from "@pakaura/database/connection";
import { deleteUser } from "@pakaura/database/delete-user";
import { createLogger } from "@pakaura/service/logging";
import type pg from "pg";
import type { Settings } from "./config.ts";
import { findDatabase } from "./find-database.ts";

const actions = [
  "list",
  "disable",
  "enable",
  "delete",
  "reset-link",
  "sign-in-link",
  "verify",
] as const;
type Action = (typeof actions)[number];

/** What the words after `user` ask for; null when that is nothing. */
export function readUserWords(words: string[]): { action: Action; email: string } | null {
  const action = actions.find((one) => one === words[0]);
  const [, email = "", ...rest] = words;
  if (action === undefined || (action === "list") !== (email === "")) return null;
  const isComplete = action === "delete" ? rest.join() === "--yes" : rest.length === 0;
  return isComplete ? { action, email: email.trim().toLowerCase() } : null;
}

/** Runs a command about users; resolves with the exit code. */
export async function runUserCommand(
  settings: Settings,
  { action, email }: { action: Action; email: string },
): Promise<number> {
  const log = createLogger("ops", settings.LOG_LEVEL);
  const database = await findDatabase(settings, log);
  const pool = createPool({ url: database.url, max: 1, log });
  const baseUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  try {
    const answer = await carryOut(action, email, { pool, baseUrl });
    if (answer === null) {
      console.error(`There is no user with the address ${email}`);
      return 1;
    }
    console.log(answer);
    return 0;
  } finally {
    await pool.end();
    await database.stop();
  }
}

/** What there is to say when it is done; null when nobody has the address. */
async function carryOut(
  action: Action,
  email: string,
  context: { pool: pg.Pool; baseUrl: string },
): Promise<string | null> {
  const { pool } = context;
  switch (action) {
    case "list":
      return listUsers(pool);
    case "reset-link":
      return createPasswordResetLink(context, email);
    case "sign-in-link":
      return createSignInLink(context, email);
    case "verify":
      return (await verifyUser(pool, email)) ? `The address ${email} is verified` : null;
    case "disable":
      return (await setDisabled(pool, email, true))
        ? `${email} is disabled: signed out everywhere, and its access tokens open nothing`
        : null;
    case "enable":
      return (await setDisabled(pool, email, false))
        ? `${email} may sign in again, and its access tokens work again`
        : null;
    case "delete":
      return (await deleteUser(pool, email)) ? `${email} is deleted, with everything` : null;
  }
}

/** Vouches for an address: of an account, or of somebody who waits for the mail of a sign-up. */
async function verifyUser(pool: pg.Pool, email: string): Promise<boolean> {
  const { rowCount } = await pool.query("update users set email_verified = true where email = $1", [
    email,
  ]);
  if (rowCount === 1) return true;
  const request = await takeNewestSignUpRequest(pool, email);
  return request !== null && createVerifiedAccount(pool, request);
}

async function listUsers(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{
    email: string;
    created: string;
    tasks: number;
    state: string;
  }>(
    `select email, to_char(created_at, 'YYYY-MM-DD') as created,
       (select count(*) from tasks where user_id = users.id and deleted_at is null) as tasks,
       case when disabled_at is null then 'active' else 'disabled' end as state
     from users order by created_at`,
  );
  if (rows.length === 0) return "There are no users";
  const width = Math.max(...rows.map(({ email }) => email.length));
  return rows
    .map(({ email, created, tasks, state }) =>
      [email.padEnd(width), `since ${created}`, `${tasks} tasks`, state].join("  "),
    )
    .join("\n");
}

async function setDisabled(pool: pg.Pool, email: string, isDisabled: boolean): Promise<boolean> {
  const { rowCount } = await pool.query(
    "update users set disabled_at = case when $2 then coalesce(disabled_at, now()) end where email = $1",
    [email, isDisabled],
  );
  return rowCount === 1;
}
