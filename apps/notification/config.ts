import { mailFromSetting, publicUrlSetting, smtpUrlSetting } from "@pakaura/service/settings";
import { z } from "zod";

/** The settings of the notification service, all of them environment variables. */
export const notificationConfigSchema = z.object({
  PUBLIC_URL: publicUrlSetting,
  SMTP_URL: smtpUrlSetting,
  MAIL_FROM: mailFromSetting,
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true to let webhooks reach addresses of this machine and its network, or false"),
});
export type NotificationConfig = z.infer<typeof notificationConfigSchema>;
