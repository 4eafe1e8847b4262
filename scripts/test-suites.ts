import { prepareStack } from "@pakaura/stack/prepare";
import { addCounts, formatFailure, noTests, type TestCounts } from "./test-counts.ts";
import { buildWebApp, runPlaywright, runVitest } from "./test-runners.ts";

/** What has to happen before the first step, and the steps, each with its own counts. */
type Suite = { prepare: () => Promise<unknown>; steps: (() => Promise<TestCounts>)[] };

/** Of `npm test`: everything on the one process. */
export const ownTests: Suite = {
  prepare: buildWebApp,
  steps: [() => runVitest(), () => runPlaywright()],
};

/** Of `npm run test:stack`: what is about the stack, and what Pakaura promises in every form, there. */
export const stackTests: Suite = {
  prepare: async () => {
    await buildWebApp();
    await prepareStack();
  },
  steps: [
    () => runVitest("vitest.stack.config.ts"),
    () => runPlaywright({ PAKAURA_TEST_ON: "stack" }),
  ],
};

/** Of `npm run test:cluster`: what the chart promises, on a cluster that is there. */
export const clusterTests: Suite = {
  prepare: async () => undefined,
  steps: [() => runVitest("vitest.cluster.config.ts")],
};

/** Runs a suite to its end. What keeps it from running counts as a failed test. */
export async function runSuite({ prepare, steps }: Suite): Promise<TestCounts> {
  let counts = noTests;
  try {
    await prepare();
    for (const step of steps) counts = addCounts(counts, await step());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const failures = [formatFailure("preparation", why)];
    counts = addCounts(counts, { ...noTests, failed: 1, failures });
  }
  return counts;
}
