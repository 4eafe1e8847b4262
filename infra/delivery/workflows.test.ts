import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { imageNames } from "./images.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const deploySchema = z.looseObject({
  jobs: z.looseObject({
    test: z.looseObject({
      strategy: z.looseObject({
        matrix: z.looseObject({ include: z.array(z.looseObject({ command: z.string() })) }),
      }),
    }),
  }),
});

/** The commands of the matrix with shares put together: `npm test -- vitest` if all of 1/4 to 4/4 are there. */
function wholes(commands: readonly string[]): string[] {
  const shares = new Map<string, Set<string>>();
  for (const command of commands) {
    const [, step = "", share = "1/1"] = /^(.*?)(?: (\d+\/\d+))?$/.exec(command) ?? [];
    shares.set(step, (shares.get(step) ?? new Set()).add(share));
  }
  return [...shares].flatMap(([step, there]) => {
    const count = Number([...there][0]?.split("/")[1]);
    const all = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
    return all.every((share) => there.has(share)) && there.size === count ? [step] : [];
  });
}

test("the stage of tests does all that .ci/run does, in parts", () => {
  const { jobs } = deploySchema.parse(parse(read(".github/workflows/deploy.yml")));
  const commands = jobs.test.strategy.matrix.include.map(({ command }) => command);
  expect(wholes(commands).sort()).toEqual(
    [
      "npm run --silent check",
      "npm test --silent -- browser",
      "npm test --silent -- vitest",
      "npm run --silent test:stack -- browser",
      "npm run --silent test:stack -- vitest",
    ].sort(),
  );
  const inCi = [...read(".ci/run").matchAll(/^ *attempt (npm .*)$/gm)].map(([, one]) => one);
  expect(inCi).toEqual([
    "npm run --silent check",
    "npm test --silent",
    "npm run --silent test:stack",
  ]);
});

test("a share that is missing is seen", () => {
  expect(wholes(["a 1/2", "a 2/2", "b 1/2", "c"])).toEqual(["a", "c"]);
});

test("the images are those that infra/docker/build.sh makes", () => {
  const [, names = ""] = /for service in (.*); do/.exec(read("infra/docker/build.sh")) ?? [];
  expect(names.split(" ").sort()).toEqual([...imageNames].sort());
});
