import { createSharedLimit } from "@pakaura/database/shared-limit";
import type pg from "pg";
import type { Mail, SendMail } from "./mail.ts";

/** Of each kind: nobody's mailbox is filled by whoever knows the address. */
const mailsPerHour = 6;
/** Counted apart, so that who signs up with an address keeps nobody from a new password. */
type Kind = "sign-up" | "reset" | "address";

/** Sends a mail about an account, and answers whether it went: not when the address had too many this hour. */
export type SendAccountMail = (mail: Mail) => Promise<boolean>;

/** Limits mails about accounts by their address, over all processes. */
export function limitAccountMail(pool: pg.Pool, sendMail: SendMail, kind: Kind): SendAccountMail {
  const limit = createSharedLimit({
    pool,
    name: `mail-${kind}`,
    points: mailsPerHour,
    periodSeconds: 3_600,
  });
  return async (mail) => {
    if ((await limit.take(mail.to.toLowerCase())) > 0) return false;
    await sendMail(mail);
    return true;
  };
}
