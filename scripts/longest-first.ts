import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * An order of test files in which those that take longest by far come first: the others fill the time beside them.
 * Those that share a process stand together at the end, as it goes on to the next only when that shares it too.
 */
export function longestFirst(longest: RegExp): typeof BaseSequencer {
  const place = ({ moduleId, project }: TestSpecification): number => {
    if (longest.test(moduleId)) return 0;
    return project.config.isolate ? 1 : 2;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return files.toSorted((left, right) => place(left) - place(right));
    }
  };
}
