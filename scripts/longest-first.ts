import { BaseSequencer, type TestSpecification } from "vitest/node";

/** An order of test files in which those that take longest by far come first: the others fill the time beside them. */
export function longestFirst(longest: RegExp): typeof BaseSequencer {
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const isLong = ({ moduleId }: TestSpecification) => longest.test(moduleId);
      return files.toSorted((left, right) => Number(isLong(right)) - Number(isLong(left)));
    }
  };
}
