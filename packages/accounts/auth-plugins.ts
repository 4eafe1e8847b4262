import type { BetterAuthPlugin } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import type pg from "pg";
import { limitAccountMail } from "./account-mail.ts";
import { confirmChanges } from "./confirm-changes.ts";
import { endEarlierSession } from "./end-earlier-session.ts";
import { refuseWeakPasswords } from "./refuse-weak-passwords.ts";
import { alsoAfterSingleSignOn } from "./second-factor-after-single-sign-on.ts";
import { type Notices, securityNotices } from "./security-notices.ts";
import { signUpByMail } from "./sign-up-by-mail.ts";
import { singleUseCodes } from "./single-use-codes.ts";
import { singleUseLinks } from "./single-use-links.ts";

type Context = {
  pool: pg.Pool;
  /** How notices are mailed, or null where no mail can be sent. */
  notices: Notices | null;
  log: (level: "error", message: string) => void;
};

/** What accounts are made of besides better-auth itself, in the order in which their hooks run. */
export function authPlugins({ pool, notices, log }: Context): BetterAuthPlugin[] {
  return [
    refuseWeakPasswords(pool),
    // After the weak ones are refused.
    ...(notices ? [mailedSignUp(pool, notices, log)] : []),
    singleUseLinks(pool),
    singleUseCodes(pool),
    confirmChanges(pool),
    ...(notices ? [securityNotices(notices)] : []),
    ...alsoAfterSingleSignOn(
      twoFactor({
        issuer: "Pakaura",
        // Who signs in with a provider alone has no password to give.
        allowPasswordless: true,
        // Its own lock would shut out whoever has the second factor; ours tells them from strangers.
        accountLockout: { enabled: false },
      }),
    ),
    // Only operators make these links: nobody asks for one over HTTP.
    magicLink({ disableSignUp: true, sendMagicLink: () => undefined }),
    // After the second factor, which takes the session of the password back.
    endEarlierSession(),
  ];
}

function mailedSignUp(
  pool: pg.Pool,
  { baseUrl, sendMail }: Notices,
  log: Context["log"],
): BetterAuthPlugin {
  return signUpByMail({
    pool,
    baseUrl,
    log,
    sendMail: limitAccountMail(pool, sendMail, "sign-up"),
  });
}
