import { z } from "zod";
import { logLevels } from "./logging.ts";
import { readTrustProxy } from "./trust-proxy.ts";

// Settings that more than one program has: each reads the same, and says the same of a wrong one.

/** A port; 0 takes any free one. */
export const portSetting = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(fallback)
    .describe("a port number from 0 to 65535, 0 for any free one");

/** An address to listen on. */
export const hostSetting = z
  .string()
  .max(253)
  .default("127.0.0.1")
  .describe("a host name or an IP address");

export const trustProxySetting = z
  .string()
  .default("false")
  .transform((text, context) => {
    try {
      return readTrustProxy(text);
    } catch {
      context.addIssue({ code: "custom", message: "is no proxy" });
      return z.NEVER;
    }
  })
  .describe(
    "how many reverse proxies are in front (true for one, false for none), or their addresses and networks, such as loopback,10.0.0.0/8, separated by commas",
  );

/** An origin, as browsers write it: a path behind it would be part of no `Origin`, and of every link twice. */
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => `${new URL(text).origin}/` === new URL(text).href)
  .transform((text) => new URL(text).origin);

export const publicUrlSetting = origin
  .optional()
  .describe("the address that people open, without a path, such as https://tasks.example.org");

/** Origins, separated by commas. */
export const originsSetting = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((one) => one.trim()))
  .transform((texts) => texts.filter((text) => text !== ""))
  .pipe(z.array(origin))
  .describe("origins that may use the API with a cookie, separated by commas");

/** Whose pages may come with a cookie, or ask at all, besides those of the address that is asked. */
export function originsOf(config: {
  PUBLIC_URL?: string | undefined;
  TRUSTED_ORIGINS: readonly string[];
}): string[] {
  const { PUBLIC_URL: own, TRUSTED_ORIGINS: others } = config;
  return [...others, ...(own === undefined ? [] : [own])];
}

export const smtpUrlSetting = z
  .url({ protocol: /^smtps?$/, hostname: /./ })
  .optional()
  .describe("smtp://user:password@host:port; PUBLIC_URL is needed as well");

export const mailFromSetting = z
  .string()
  .regex(
    /^(?:[^<>@,;\p{Cc}]{0,200}<[^\s<>@,;]{1,64}@[^\s<>@,;]{1,253}>|[^\s<>@,;]{1,64}@[^\s<>@,;]{1,253})$/u,
  )
  .default("Pakaura <pakaura@localhost>")
  .describe("an e-mail address, such as Pakaura <tasks@example.org>");

export const collectorSetting = z
  .url({ protocol: /^https?$/ })
  .optional()
  .describe("an OpenTelemetry collector, such as http://localhost:4318");

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration */
export const sampledSetting = z.coerce
  .number()
  .pipe(z.number().min(0).max(1))
  .default(1)
  .describe("how many of the traces that begin here are recorded, from 0 to 1");

export const logLevelSetting = (fallback: (typeof logLevels)[number]) =>
  z
    .enum(logLevels)
    .default(fallback)
    .describe(`one of ${logLevels.join(", ")}`);
