import { z } from "zod";
import { logLevels } from "./logging.ts";

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
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true")
  .describe("true behind a reverse proxy that sets X-Forwarded-For and -Proto, or false");

export const collectorSetting = z
  .url({ protocol: /^https?$/ })
  .optional()
  .describe("an OpenTelemetry collector, such as http://localhost:4318");

export const logLevelSetting = (fallback: (typeof logLevels)[number]) =>
  z
    .enum(logLevels)
    .default(fallback)
    .describe(`one of ${logLevels.join(", ")}`);
