import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { longestFirst } from "./scripts/longest-first.ts";

/** What keeps nothing of a file of tests in its modules, nor changes the process that it runs in. */
const withoutTraces =
  "{apps/{api,audit,mcp,recurring},packages/{accounts,contract,domain}}/**/*.test.ts";
// Files wait for PostgreSQL and for processes more than they compute.
const maxWorkers = 3;

const common: TestProjectInlineConfiguration["test"] = {
  exclude: [
    "**/node_modules/**",
    "**/dist/**",
    "tests/e2e/**",
    "**/*.{stack,cluster,delivery}.test.ts",
  ],
  // What hangs ends at last; what waits on a busy machine does not.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 30_000 } },
  maxWorkers,
};

export default defineConfig({
  test: {
    globalSetup: ["./packages/database/test-setup.ts"],
    maxWorkers,
    sequence: { sequencer: longestFirst(/\/tests\/|\/openapi\//) },
    projects: [
      {
        test: {
          ...common,
          name: "a process for each file",
          include: ["{apps,infra,packages,scripts,tests}/**/*.test.ts"],
          exclude: [...(common.exclude ?? []), withoutTraces],
        },
      },
      {
        test: {
          ...common,
          name: "processes for many files",
          include: [withoutTraces],
          // Loading what they stand on, as the API on its libraries, takes longer than many a file.
          isolate: false,
        },
      },
    ],
  },
});
