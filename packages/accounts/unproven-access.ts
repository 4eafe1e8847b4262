import type { BetterAuthOptions } from "better-auth";
import { getSessionFromCtx } from "better-auth/api";
import type pg from "pg";

/**
 * Takes an account whose address nobody has proved from whoever made it: its password, other sign-ins, sessions,
 * access tokens, second factor and ways of being reminded go, all or none; its tasks stay. For when the owner
 * of the address arrives: a stranger could have signed up with it before, and waited.
 */
export async function revokeUnprovenAccess(pool: pg.Pool, userId: string): Promise<void> {
  await pool.query(
    `with ended as (delete from sessions where user_id = $1),
       revoked as (delete from tokens where user_id = $1),
       unlinked as (delete from accounts where user_id = $1),
       forgotten as (delete from two_factors where user_id = $1),
       silenced as (delete from notification_channels where user_id = $1)
     update users set two_factor_enabled = false where id = $1`,
    [userId],
  );
}

type Validate = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;

/** Revokes unproven access to an account before somebody signs in to it with a provider for the first time. */
export function revokeBeforeLinking(pool: pg.Pool): Validate {
  return async ({ user, source }, context) => {
    if (source.action !== "link-account" || user.id === undefined || !context) return;
    const known = await context.context.internalAdapter.findUserById(user.id);
    const session = await getSessionFromCtx(context);
    // Whoever is signed in has shown to be the one who made the account.
    if (known?.emailVerified || session?.user.id === user.id) return;
    await revokeUnprovenAccess(pool, user.id);
  };
}
