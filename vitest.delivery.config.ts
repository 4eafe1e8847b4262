import { defineConfig } from "vitest/config";

/**
 * The pipeline for real, which `npm run test:delivery` runs: with a registry on loopback, `act` in place of GitHub, and the cluster
 * that kubectl points to. One after the other, as each builds and deploys.
 */
export default defineConfig({
  test: {
    include: ["infra/{delivery,monitoring}/trial/*.delivery.test.ts"],
    globalSetup: ["./packages/database/test-setup.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
