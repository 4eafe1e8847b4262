import type pg from "pg";
import { limitAccountMail } from "./account-mail.ts";
import type { SendMail } from "./mail.ts";
import { resetUrl } from "./reset-link.ts";

type Context = {
  pool: pg.Pool;
  baseUrl: string | undefined;
  sendMail: SendMail | undefined;
  log: (level: "warn", message: string) => void;
};
type Asked = { user: { email: string }; token: string };

/** Mails links to a new password; where no mail can be sent, the log says that one was asked for. */
export function mailResetLinks(context: Context): (asked: Asked) => Promise<void> {
  const { pool, baseUrl, sendMail, log } = context;
  if (sendMail === undefined || baseUrl === undefined) {
    return async () => log("warn", "a password reset was asked for, but no e-mail is configured");
  }
  const send = limitAccountMail(pool, sendMail, "reset");
  return async ({ user, token }) => {
    await send({
      to: user.email,
      subject: "Choose a new password",
      text: `Choose a new password for Pakaura within the hour:\n\n${resetUrl(baseUrl, token)}\n\nIf you did not ask for it, nothing needs to be done.\n`,
    });
  };
}
