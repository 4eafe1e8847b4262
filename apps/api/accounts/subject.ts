import type { Authenticator } from "@pakaura/accounts/authenticate";
import { readSignedCookie } from "@pakaura/accounts/session-cookie";
import type pg from "pg";

/** Whose secret a request may guess. */
export type Subject = {
  /** The account; null when nobody has it. */
  userId: string | null;
  /** What its tries are counted by. */
  key: string;
};

type Context = { pool: pg.Pool; authenticator: Authenticator; secret: string };

/** The account that a body names by its address, or null when it names none. */
export async function accountOf(
  { pool }: Context,
  body: unknown,
): Promise<(Subject & { hasSecondFactor: boolean }) | null> {
  const email = emailOf(body);
  if (email === "") return null;
  const { rows } = await pool.query<{ id: string; has_factor: boolean }>(
    "select id, two_factor_enabled as has_factor from users where email = $1",
    [email],
  );
  const [user] = rows;
  const key = `account ${email}`;
  return { userId: user?.id ?? null, key, hasSecondFactor: user?.has_factor ?? false };
}

/** Who is signed in. Nobody else can use up what one session may try. */
export async function signedIn(
  { authenticator }: Context,
  cookie: string | undefined,
): Promise<Subject | null> {
  const principal = await authenticator.authenticate({ cookie });
  return principal && { userId: principal.userId, key: `session ${principal.id}` };
}

/** Whose password was asked for before the second factor, by the cookie that was set for that. */
export async function challenged(
  { pool, secret }: Context,
  cookie: string | undefined,
): Promise<(Subject & { challenge: string }) | null> {
  const challenge = readSignedCookie(cookie, { name: "two_factor", secret });
  if (challenge === null) return null;
  const { rows } = await pool.query<{ id: string }>(
    `select users.id from verifications join users on users.id::text = verifications.value
     where identifier = $1 and expires_at > now()`,
    [challenge],
  );
  const userId = rows[0]?.id;
  return userId === undefined ? null : { userId, key: `codes ${userId}`, challenge };
}

/** The e-mail address in a body, in the form in which it is stored; "" for none. */
export function emailOf(body: unknown): string {
  if (typeof body !== "object" || body === null || !("email" in body)) return "";
  return typeof body.email === "string" ? body.email.trim().toLowerCase().slice(0, 320) : "";
}
