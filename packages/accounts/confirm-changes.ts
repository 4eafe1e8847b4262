import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type pg from "pg";
import { z } from "zod";
import { onPath } from "./on-path.ts";

/** How long after signing in somebody who has no password may do what others confirm with theirs. */
const freshForMs = 10 * 60_000;
/** What a borrowed laptop must not do: the end of the account, and a change of its second factor. */
const paths = [
  "/delete-user",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/get-totp-uri",
  "/two-factor/generate-backup-codes",
];
const confirmedSchema = z.object({ password: z.string().min(1) });

/**
 * Wants the password for these routes, however long ago the sign-in was, or, where an account has none
 * (single sign-on), a sign-in of the last minutes. By itself better-auth deletes an account without its
 * password for a day, and asks somebody who has none for nothing.
 */
export function confirmChanges(pool: pg.Pool): BetterAuthPlugin {
  const confirm = createAuthMiddleware(async (context) => {
    const session = await getSessionFromCtx(context);
    if (session === null) return;
    if (await hasPassword(pool, session.user.id)) {
      // Whether it is right is for the route to say.
      if (confirmedSchema.safeParse(context.body).success) return;
      const message = "The password of the account is needed for this";
      throw new APIError("BAD_REQUEST", { code: "INVALID_PASSWORD", message });
    }
    if (Date.now() - session.session.createdAt.getTime() < freshForMs) return;
    const message = "Sign in again to do this";
    throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message });
  });
  return {
    id: "confirm-changes",
    hooks: { before: paths.map((path) => onPath(path, confirm)) },
  };
}

async function hasPassword(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from accounts where user_id = $1 and password is not null",
    [userId],
  );
  return rowCount !== 0;
}
