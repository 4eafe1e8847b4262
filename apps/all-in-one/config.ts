import { resolve } from "node:path";
import { apiConfigSchema, checkTogether } from "@pakaura/api/config";
import { ConfigError, readWholeConfig } from "@pakaura/service/config";
import {
  collectorSetting,
  logLevelSetting,
  portSetting,
  sampledSetting,
  trustProxySetting,
} from "@pakaura/service/settings";
import { z } from "zod";

/** Every setting of `npm start`: environment variables, all optional. README.md lists them. */
export const settingsSchema = z.object({
  ...apiConfigSchema.shape,
  PORT: portSetting(3000),
  HOST: z.string().max(253).optional().describe("a host name or an IP address to listen on"),
  INTERNAL_PORT: portSetting(3001),
  PAKAURA_DATA: z
    .string()
    .default(resolve(import.meta.dirname, "../../.pakaura"))
    .transform((path) => resolve(path))
    .describe("a folder for everything that is kept"),
  PAKAURA_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe("at least 32 random characters, the same for all processes of one database"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("postgresql://user:password@host:port/database, of PostgreSQL 16 or newer"),
  TRUST_PROXY: trustProxySetting,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorSetting,
  OTEL_TRACES_SAMPLER_ARG: sampledSetting,
  LOG_LEVEL: logLevelSetting("warn"),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads and checks all settings. Throws `ConfigError` with one line for each wrong one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const settings = readWholeConfig(settingsSchema, env);
  checkTogether(settings);
  if (settings.PORT !== 0 && settings.PORT === settings.INTERNAL_PORT) {
    const got = JSON.stringify(String(settings.INTERNAL_PORT));
    throw new ConfigError(`INTERNAL_PORT: got ${got}, wants another port than PORT`);
  }
  return settings;
}
