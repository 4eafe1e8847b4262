import { createOTP } from "@better-auth/utils/otp";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import type pg from "pg";
import { z } from "zod";
import { onPath } from "./on-path.ts";

const stepMs = 30_000;
/** The steps whose codes better-auth takes: clocks differ. */
const nearbySteps = [-1, 0, 1];
const bodySchema = z.looseObject({ code: z.string() });

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * Takes each code of an authenticator app once (RFC 6238, 5.2), on all replicas: the database keeps the
 * time step of the last one, and of two uses at once one wins. A code that was used reaches the route as an
 * empty one, and is refused and counted as any wrong code is.
 */
export function singleUseCodes(pool: pg.Pool): BetterAuthPlugin {
  return {
    id: "single-use-codes",
    hooks: {
      before: [
        onPath(
          "/two-factor/verify-totp",
          createAuthMiddleware(async (context) => {
            const { data } = bodySchema.safeParse(context.body);
            const userId = data === undefined ? null : await findUserId(context);
            if (data === undefined || userId === null) return;
            const isUsed = await wasUsed(pool, userId, data.code, (secret) =>
              symmetricDecrypt({ key: context.context.secretConfig, data: secret }),
            );
            if (isUsed) return { context: { body: { ...data, code: "" } } };
          }),
        ),
      ],
    },
  };
}

/** Who is signed in, or has given the password and is asked for the code. */
async function findUserId(context: Context): Promise<string | null> {
  const session = await getSessionFromCtx(context);
  if (session !== null) return session.user.id;
  const { name } = context.context.createAuthCookie("two_factor");
  const challenge = await context.getSignedCookie(name, context.context.secret);
  if (typeof challenge !== "string") return null;
  const found = await context.context.internalAdapter.findVerificationValue(challenge);
  return found?.value ?? null;
}

/** Uses the code up. True when it is right, and was used before. */
async function wasUsed(
  pool: pg.Pool,
  userId: string,
  code: string,
  decrypt: (secret: string) => Promise<string>,
): Promise<boolean> {
  const { rows } = await pool.query<{ id: string; secret: string }>(
    "select id, secret from two_factors where user_id = $1",
    [userId],
  );
  const [factor] = rows;
  if (factor === undefined) return false;
  const otp = createOTP(await decrypt(factor.secret));
  const now = Math.floor(Date.now() / stepMs);
  const codes = await Promise.all(nearbySteps.map((offset) => otp.hotp(now + offset)));
  const offset = nearbySteps.find((_, at) => codes[at] === code);
  if (offset === undefined) return false;
  const { rowCount } = await pool.query(
    "update two_factors set last_step = $2 where id = $1 and last_step < $2",
    [factor.id, now + offset],
  );
  return rowCount === 0;
}
