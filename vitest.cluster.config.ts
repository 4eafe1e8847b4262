import { defineConfig } from "vitest/config";

/** Tests on the Kubernetes that kubectl points to, which `npm run test:cluster` runs: one after the other, as there is one. */
export default defineConfig({
  test: {
    include: ["{infra/helm,tests/cluster}/*.cluster.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 660_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
