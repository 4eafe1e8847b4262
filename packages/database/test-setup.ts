import { startTestCluster, testClusterVariable } from "./test-database.ts";

/**
 * One PostgreSQL for a whole vitest run. The root `vitest.config.ts` names this file:
 * `test: { globalSetup: ["./packages/database/test-setup.ts"] }`. Its URL goes to the workers by the
 * environment rather than by `provide`, so that programs started by a test can have databases too.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  process.env[testClusterVariable] = cluster.url;
  return cluster.stop;
}
