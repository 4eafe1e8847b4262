import { limitAccountMail } from "@pakaura/accounts/account-mail";
import { createMailer } from "@pakaura/accounts/mail";
import { mailAddressLink } from "@pakaura/accounts/verify-address";
import type pg from "pg";
import type { ApiConfig } from "../config.ts";

/** Mails somebody a link that verifies their address. Answers whether it went. */
export type MailAddressLink = (user: { id: string; email: string }) => Promise<boolean>;

/** How addresses are verified; null where no mail can be sent. */
export function addressLinks(pool: pg.Pool, config: ApiConfig): MailAddressLink | null {
  const { SMTP_URL: smtpUrl, PUBLIC_URL: baseUrl, MAIL_FROM: from } = config;
  if (smtpUrl === undefined || baseUrl === undefined) return null;
  const sendMail = limitAccountMail(pool, createMailer({ smtpUrl, from }), "address");
  return (user) => mailAddressLink({ pool, baseUrl, sendMail }, user);
}
