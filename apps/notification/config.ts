import { z } from "zod";

/** The settings of the notification service, all of them environment variables. */
export const notificationConfigSchema = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the address that people open, such as https://tasks.example.org"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("smtp://user:password@host:port"),
  MAIL_FROM: z.string().default("Pakaura <pakaura@localhost>").describe("an e-mail address"),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true to let webhooks reach addresses of this machine and its network, or false"),
});
export type NotificationConfig = z.infer<typeof notificationConfigSchema>;
