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

export const collectorSetting = z
  .url({ protocol: /^https?$/ })
  .optional()
  .describe("an OpenTelemetry collector, such as http://localhost:4318");

export const logLevelSetting = (fallback: (typeof logLevels)[number]) =>
  z
    .enum(logLevels)
    .default(fallback)
    .describe(`one of ${logLevels.join(", ")}`);
