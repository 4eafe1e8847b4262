import { defineConfig } from "vitest/config";

/** Tests on the real Kafka, Dapr and Redis: `npm run test:stack`. */
export default defineConfig({
  test: {
    include: ["{infra,packages,tests}/**/*.stack.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["./packages/database/test-setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file starts programs of its own, and a JVM is one of them.
    maxWorkers: 1,
  },
});
