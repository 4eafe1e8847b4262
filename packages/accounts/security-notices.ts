import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import type { SendMail } from "./mail.ts";
import { onPath } from "./on-path.ts";

type Recipient = { email: string; emailVerified: boolean };
/** How people are told of changes by mail; `log` takes what failed. */
export type Notices = { sendMail: SendMail; baseUrl: string; log: (error: unknown) => void };

/** What is told of each route that changes how somebody gets in. */
const changes: Readonly<Record<string, string>> = {
  "/change-password": "The password was changed",
  "/two-factor/verify-totp": "A second factor was turned on",
  "/two-factor/disable": "The second factor was turned off",
  "/two-factor/generate-backup-codes": "New backup codes were made",
};

/**
 * Tells people by e-mail that the way into their account was changed, so that they notice when it was
 * somebody else. Only addresses that were verified are written to.
 */
export function securityNotices(notices: Notices): BetterAuthPlugin {
  return {
    id: "security-notices",
    hooks: {
      after: Object.entries(changes).map(([path, change]) =>
        onPath(
          path,
          createAuthMiddleware(async ({ context }) => {
            const { session, newSession, returned } = context;
            if (session === null || isAPIError(returned)) return;
            // A code is also asked for at every sign-in; only the first of all turns the factor on.
            const wasOn = session.user["twoFactorEnabled"] === true;
            const isOn = newSession?.user["twoFactorEnabled"] === true;
            if (path === "/two-factor/verify-totp" && (wasOn || !isOn)) return;
            notify(notices, session.user, change);
          }),
        ),
      ),
    },
  };
}

/** Sends the notice beside the request, which does not wait for it. */
export function notify({ sendMail, baseUrl, log }: Notices, user: Recipient, change: string): void {
  if (!user.emailVerified) return;
  sendMail({
    to: user.email,
    subject: `Pakaura: ${change.toLowerCase()}`,
    text: `${change} of your account at ${baseUrl}.\n\nIf that was you, nothing needs to be done. If not, choose a new password at once:\n\n${new URL("/forgot-password", baseUrl).href}\n`,
  }).catch(log);
}
