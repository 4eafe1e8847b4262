import type { Transporter } from "nodemailer";

export type Mail = { to: string; subject: string; text: string };
export type SendMail = (mail: Mail) => Promise<void>;

/**
 * Sends e-mail by SMTP. `smtpUrl` is a `smtp://user:password@host:port` or `smtps://` address.
 * The library is loaded with the first message.
 */
export function createMailer(settings: { smtpUrl: string; from: string }): SendMail {
  let transport: Promise<Transporter> | undefined;
  return async (mail) => {
    transport ??= import("nodemailer").then(({ createTransport }) =>
      createTransport(settings.smtpUrl),
    );
    await (await transport).sendMail({ from: settings.from, ...mail });
  };
}
