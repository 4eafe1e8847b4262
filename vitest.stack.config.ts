import { defineConfig } from "vitest/config";

/**
 * Tests on the real Kafka, Dapr and Redis, which `npm run test:stack` runs: those of the stack itself, and
 * with PAKAURA_TEST_ON=stack the flows that are the same for every form of Pakaura.
 */
const flows = {
  include: ["tests/flows/*.test.ts"],
  // What `npm start` and `npm run ops` promise of the one process.
  exclude: ["tests/flows/{start,operators}.test.ts"],
};
const ofTheStack = {
  include: ["{infra,packages,tests}/**/*.stack.test.ts"],
  exclude: ["**/node_modules/**", "**/dist/**"],
};

export default defineConfig({
  test: {
    ...(process.env["PAKAURA_TEST_ON"] === "stack" ? flows : ofTheStack),
    globalSetup: ["./packages/database/test-setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Each file starts programs of its own, and a JVM is one of them.
    maxWorkers: 1,
  },
});
