import { prepareStack } from "@pakaura/stack/prepare";
import { addCounts, formatFailure, noTests, type TestCounts } from "./test-counts.ts";
import { buildWebApp, runPlaywright, runVitest } from "./test-runners.ts";

/** A share of the files of a step, as `1/3`. */
type Step = (shard?: string) => Promise<TestCounts>;
/** What has to happen before the first step, and the steps by their names, each with its own counts. */
type Suite = { prepare: () => Promise<unknown>; steps: Record<string, Step> };

/** Of `npm test`: everything on the one process. */
export const ownTests: Suite = {
  prepare: buildWebApp,
  steps: {
    vitest: (shard) => runVitest({ shard }),
    browser: (shard) => runPlaywright({ shard }),
  },
};

/** Of `npm run test:stack`: what is about the stack, and what Pakaura promises in every form, there. */
export const stackTests: Suite = {
  prepare: async () => {
    await buildWebApp();
    await prepareStack();
  },
  steps: {
    vitest: (shard) => runVitest({ config: "vitest.stack.config.ts", shard }),
    browser: (shard) => runPlaywright({ environment: { PAKAURA_TEST_ON: "stack" }, shard }),
  },
};

/** Of `npm run test:cluster`: what the chart promises, and what Pakaura does in every form, on a cluster that is there. */
export const clusterTests: Suite = {
  prepare: async () => undefined,
  steps: {
    vitest: (shard) => runVitest({ config: "vitest.cluster.config.ts", shard }),
    browser: (shard) => runPlaywright({ environment: { PAKAURA_TEST_ON: "cluster" }, shard }),
  },
};

/** Of `npm run test:delivery`: what the workflows do, with what there is of registries and clusters. */
export const deliveryTests: Suite = {
  prepare: buildWebApp,
  steps: { vitest: (shard) => runVitest({ config: "vitest.delivery.config.ts", shard }) },
};

/**
 * Runs a suite to its end, or of it the one step that the arguments name, and of that a share: `vitest 1/3`, so that several machines
 * do together what one does alone. What keeps it from running counts as a failed test.
 */
export async function runSuite(
  { prepare, steps }: Suite,
  [name, shard]: readonly string[] = process.argv.slice(2),
): Promise<TestCounts> {
  let counts = noTests;
  try {
    const step = name === undefined ? undefined : steps[name];
    if (name !== undefined && step === undefined)
      throw new Error(`There is no step ${name}: name one of ${Object.keys(steps).join(", ")}`);
    await prepare();
    for (const one of step === undefined ? Object.values(steps) : [step])
      counts = addCounts(counts, await one(shard));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const failures = [formatFailure("preparation", why)];
    counts = addCounts(counts, { ...noTests, failed: 1, failures });
  }
  return counts;
}
