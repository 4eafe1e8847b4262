import { defineConfig } from "vitest/config";
import { longestFirst } from "./scripts/longest-first.ts";

/**
 * Tests on the real Kafka, Dapr and Redis, which `npm run test:stack` runs: those of the stack itself, and
 * the flows that are the same for every form of Pakaura.
 */
export default defineConfig({
  test: {
    include: ["{infra,packages,tests}/**/*.stack.test.ts", "tests/{attack,flows}/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "**/dist/**",
      // What `npm start` and `npm run ops` promise of the one process, and of the PostgreSQL that it starts; and single processes.
      "tests/flows/{start,operators,log-lines,postgres-trouble,disk-full}.test.ts",
      // How long one request may hold the one process, and what its document of the API describes.
      "tests/attack/{one-request-holds-nobody,openapi}.test.ts",
    ],
    env: { PAKAURA_TEST_ON: "stack" },
    globalSetup: ["./packages/database/test-setup.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // They wait for Kafka and for sidecars more than they compute.
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(/\/tests\/chaos\//) },
  },
});
