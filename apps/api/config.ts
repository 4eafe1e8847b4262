import { ConfigError } from "@pakaura/service/config";
import {
  mailFromSetting,
  originsSetting,
  publicUrlSetting,
  smtpUrlSetting,
} from "@pakaura/service/settings";
import { z } from "zod";
import { checkModel, modelSettings } from "./model-config.ts";
import { checkSingleSignOn, singleSignOnSettings } from "./single-sign-on-config.ts";

const perMinute = (fallback: number) =>
  z.coerce
    .number()
    .pipe(z.int().min(1).max(10_000_000))
    .default(fallback)
    .describe("a whole number of requests per minute, 1 to 10000000");

/** The settings of the API, all of them environment variables. */
export const apiConfigSchema = z.object({
  PUBLIC_URL: publicUrlSetting,
  TRUSTED_ORIGINS: originsSetting,
  SMTP_URL: smtpUrlSetting,
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true to let webhooks reach addresses of this machine and its network, or false"),
  ...singleSignOnSettings,
  ...modelSettings,
  MCP_CLIENT_REGISTRATION: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true to let apps register themselves for access to tasks, or false"),
  MAIL_FROM: mailFromSetting,
  /** For one user. Far above what people and scripts do: it is against runaway loops. */
  RATE_LIMIT_REQUESTS_PER_MINUTE: perMinute(200_000),
  /** Failed sign-ins, by account and address together, by account, and by address. */
  RATE_LIMIT_SIGN_IN_FAILURES_PER_MINUTE: perMinute(10),
  RATE_LIMIT_SIGN_IN_FAILURES_PER_ACCOUNT: perMinute(60),
  RATE_LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: perMinute(100),
  RATE_LIMIT_SIGN_UPS_PER_MINUTE: perMinute(3_000),
  RATE_LIMIT_PASSWORD_RESETS_PER_MINUTE: perMinute(5),
});
export type ApiConfig = z.infer<typeof apiConfigSchema>;

/** What no single setting shows. Throws `ConfigError`; asked before anything is started. */
export function checkTogether(config: ApiConfig): void {
  checkSingleSignOn(config);
  checkModel(config);
  if (config.SMTP_URL === undefined || config.PUBLIC_URL !== undefined) return;
  // A link in a mail must not lead to whatever host the request claimed to be for.
  throw new ConfigError("PUBLIC_URL: got nothing, wants the public address, as SMTP_URL is set");
}
