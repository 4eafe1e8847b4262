import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import type pg from "pg";
import { z } from "zod";
import { onPath } from "./on-path.ts";
import { passwordLength } from "./password-policy.ts";
import { claimResetLink, findResetLink } from "./reset-link.ts";

const { min, max } = passwordLength;
/** A reset that will be carried out, unless the link has ended. */
const resetSchema = z.object({ token: z.string(), newPassword: z.string().min(min).max(max) });

/**
 * Of all links to a new password, the one that is used ends the others, and the access tokens with them.
 * `POST /reset-link {token}` tells before that how many tokens there are.
 */
export function singleUseLinks(pool: pg.Pool): BetterAuthPlugin {
  return {
    id: "single-use-links",
    endpoints: {
      readResetLink: createAuthEndpoint(
        "/reset-link",
        { method: "POST", body: z.object({ token: z.string() }) },
        async (context) => {
          const link = await findResetLink(pool, context.body.token);
          if (link === null) {
            throw new APIError("BAD_REQUEST", { code: "INVALID_TOKEN", message: "Invalid token" });
          }
          return context.json({ accessTokens: link.accessTokens });
        },
      ),
    },
    hooks: {
      before: [
        onPath(
          "/reset-password",
          createAuthMiddleware(async ({ body }) => {
            const { data } = resetSchema.safeParse(body);
            if (data !== undefined) await claimResetLink(pool, data.token);
          }),
        ),
      ],
    },
  };
}
