import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type pg from "pg";
import { z } from "zod";
import { onPath } from "./on-path.ts";

/** How long after signing in somebody who has no password may delete the account. */
const freshForMs = 10 * 60_000;
const confirmedSchema = z.object({ password: z.string().min(1) });

/**
 * Deletes an account only with its password, or, where it has none (single sign-on), soon after signing
 * in. better-auth itself asks for no password on the day of the sign-in.
 */
export function confirmDeletion(pool: pg.Pool): BetterAuthPlugin {
  return {
    id: "confirm-deletion",
    hooks: {
      before: [
        onPath(
          "/delete-user",
          createAuthMiddleware(async (context) => {
            const session = await getSessionFromCtx(context);
            if (session === null) return;
            if (await hasPassword(pool, session.user.id)) {
              // Whether it is right is for the route to say.
              if (confirmedSchema.safeParse(context.body).success) return;
              const message = "The password is needed to delete the account";
              throw new APIError("BAD_REQUEST", { code: "INVALID_PASSWORD", message });
            }
            if (Date.now() - session.session.createdAt.getTime() < freshForMs) return;
            const message = "Sign in again to delete the account";
            throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message });
          }),
        ),
      ],
    },
  };
}

async function hasPassword(pool: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    "select from accounts where user_id = $1 and password is not null",
    [userId],
  );
  return rowCount !== 0;
}
