import { ConfigError } from "@pakaura/service/config";
import { z } from "zod";

const trueOrFalse = (fallback: "true" | "false") =>
  z
    .enum(["true", "false"])
    .default(fallback)
    .transform((value) => value === "true");

/** The settings of single sign-on by OpenID Connect. */
export const singleSignOnSettings = {
  OIDC_ISSUER_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the address of an OpenID Connect provider, such as https://login.example.org"),
  OIDC_CLIENT_ID: z.string().max(500).optional().describe("the name of Pakaura at the provider"),
  OIDC_CLIENT_SECRET: z.string().max(2_000).optional().describe("what the provider gave with it"),
  OIDC_NAME: z.string().max(60).optional().describe("the text of the button, 1 to 60 characters"),
  OIDC_SIGN_UP: trueOrFalse("true").describe(
    "true to give everybody of the provider an account, or false",
  ),
  PASSWORD_SIGN_IN: trueOrFalse("true").describe(
    "true to let people sign in with passwords, or false",
  ),
};

type Settings = z.output<z.ZodObject<typeof singleSignOnSettings>>;
const together = ["OIDC_ISSUER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

/** Throws `ConfigError` for settings that need others, one line for each that is missing. */
export function checkSingleSignOn(settings: Settings): void {
  const given = [...together, "OIDC_NAME" as const].find((name) => settings[name] !== undefined);
  const missing = together.filter((name) => settings[name] === undefined);
  if (given !== undefined && missing.length > 0) {
    const lines = missing.map((name) => `${name}: got nothing, wants a value, as ${given} is set`);
    throw new ConfigError(lines.join("\n"));
  }
  if (!settings.PASSWORD_SIGN_IN && given === undefined) {
    throw new ConfigError(
      'PASSWORD_SIGN_IN: got "false", wants OIDC_ISSUER_URL to be set, or nobody could sign in',
    );
  }
}
