import { defineConfig } from "vitest/config";
import { longestFirst } from "./scripts/longest-first.ts";

export default defineConfig({
  test: {
    include: ["{apps,infra,packages,scripts,tests}/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "**/dist/**",
      "tests/e2e/**",
      "**/*.{stack,cluster,delivery}.test.ts",
    ],
    globalSetup: ["./packages/database/test-setup.ts"],
    // What hangs ends at last; what waits on a busy machine does not.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    // Files wait for PostgreSQL and for processes more than they compute.
    maxWorkers: 3,
    sequence: { sequencer: longestFirst(/\/tests\/|\/openapi\//) },
  },
});
