import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,infra,packages,scripts,tests}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "tests/e2e/**", "**/*.stack.test.ts"],
    globalSetup: ["./packages/database/test-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files wait for PostgreSQL and for processes more than they compute.
    maxWorkers: 3,
  },
});
