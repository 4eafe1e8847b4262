import { migrate } from "@pakaura/database/migrate";
import { prepareServiceRole } from "@pakaura/database/service-role";
import { ConfigError, readConfig } from "@pakaura/service/config";
import { OperatorError } from "@pakaura/database/errors";
import { z } from "zod";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const settingsSchema = z.object({
  MIGRATION_DATABASE_URL: postgresUrl.describe("postgresql://..., as who owns the database"),
  DATABASE_URL: postgresUrl.describe("postgresql://..., as the role of the services"),
});

/**
 * Brings the database to the schema of this version, and lets the role of the services use it, before the services
 * start: they then hold no password by which tables could be changed.
 */
async function run(): Promise<void> {
  const { MIGRATION_DATABASE_URL: url, DATABASE_URL: services } = readConfig(settingsSchema);
  const { username, password } = new URL(services);
  await migrate({ url });
  const name = decodeURIComponent(username);
  await prepareServiceRole(url, { name, password: decodeURIComponent(password) || undefined });
}

try {
  await run();
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof OperatorError;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
}
