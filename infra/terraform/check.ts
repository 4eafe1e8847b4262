/**
 * `node infra/terraform/check.ts`: that the configuration of Oracle's cloud is well formed, and gives Oracle's provider each argument
 * that it wants and no other. Needs neither Terraform nor the provider, and reaches out to nobody.
 */
import { join } from "node:path";
import { configurationFolder } from "./configuration.ts";
import { moduleFaults } from "./faults.ts";
import { readProviderSchema } from "./provider-schema.ts";

const folders = [configurationFolder, join(configurationFolder, "values")];
try {
  const schema = readProviderSchema();
  const faults = folders.flatMap((folder) => moduleFaults(folder, schema));
  for (const line of faults) console.log(line);
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
