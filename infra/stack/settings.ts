import { join, resolve } from "node:path";
import { readWholeConfig } from "@pakaura/service/config";
import { logLevelSetting, portSetting } from "@pakaura/service/settings";
import { z } from "zod";

const schema = z.object({
  PORT: portSetting(3000),
  HOST: z.string().max(253).default("127.0.0.1").describe("a host name or an IP address"),
  PAKAURA_DATA: z
    .string()
    .default(join(import.meta.dirname, "../../.pakaura-stack"))
    .transform((path) => resolve(path))
    .describe("a folder for everything that is kept"),
  PAKAURA_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe("at least 32 random characters, the same for all processes of one database"),
  PAKAURA_TOOLS: z.string().optional().describe("a folder for Kafka and Dapr"),
  LOG_LEVEL: logLevelSetting("info"),
});
export type StackSettings = z.infer<typeof schema>;

/** The settings of `npm run stack`, all of them environment variables. Throws `ConfigError`. */
export function readStackSettings(env: Record<string, string | undefined>): StackSettings {
  return readWholeConfig(schema, env);
}
