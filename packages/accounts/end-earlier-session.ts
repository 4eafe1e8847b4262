import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";

/**
 * Whoever signs in leaves the session that the browser had before: its cookie is replaced, so nobody could
 * end it there any more, and whoever knew it is signed out with it.
 */
export function endEarlierSession(): BetterAuthPlugin {
  return {
    id: "end-earlier-session",
    hooks: {
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ context, getSignedCookie }) => {
            const { newSession, authCookies, secret, internalAdapter } = context;
            if (newSession === null) return;
            const earlier = await getSignedCookie(authCookies.sessionToken.name, secret);
            if (typeof earlier !== "string" || earlier === newSession.session.token) return;
            await internalAdapter.deleteSession(earlier);
          }),
        },
      ],
    },
  };
}
