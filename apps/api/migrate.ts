import { parseArgs } from "node:util";
import { checkChangeOfVersion } from "@pakaura/database/check-schema";
import { migrate } from "@pakaura/database/migrate";
import { prepareServiceRole } from "@pakaura/database/service-role";
import { ConfigError, readConfig } from "@pakaura/service/config";
import { keepTrying } from "@pakaura/service/keep-trying";
import { DatabaseUnreachable, OperatorError } from "@pakaura/database/errors";
import { z } from "zod";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const settingsSchema = z.object({
  MIGRATION_DATABASE_URL: postgresUrl.describe("postgresql://..., as who owns the database"),
  DATABASE_URL: postgresUrl.describe("postgresql://..., as the role of the services"),
});

function readArguments() {
  const { values } = parseArgs({
    options: {
      wait: { type: "string", default: "0" },
      check: { type: "boolean", default: false },
      stopped: { type: "boolean", default: false },
    },
  });
  if (!/^\d{1,4}$/.test(values.wait))
    throw new ConfigError(`--wait: got ${values.wait}, wants seconds from 0 to 9999`);
  return { ...values, waitMs: Number(values.wait) * 1_000 };
}

/**
 * `migrate.ts [--wait=SECONDS]` brings the database to the schema of this version, and lets the role of the services use it, before the
 * services start: they then hold no password by which tables could be changed. It waits so long for a database that is not there yet.
 * `migrate.ts --check [--stopped]` changes nothing: it fails where this version could not take the place of the one that runs.
 */
async function run(): Promise<void> {
  const { waitMs, check, stopped: isStopped } = readArguments();
  const { MIGRATION_DATABASE_URL: url, DATABASE_URL: services } = readConfig(settingsSchema);
  if (check) return checkChangeOfVersion(url, { isStopped });
  const { username, password } = new URL(services);
  const isPassing = (error: unknown): boolean => error instanceof DatabaseUnreachable;
  await keepTrying(() => migrate({ url }), { waitMs, isPassing });
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
