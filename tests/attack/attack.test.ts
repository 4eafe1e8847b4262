import { afterAll, beforeAll, test } from "vitest";
import { isOnStack } from "../product.ts";
import { attacks } from "./attacks.ts";
import { startTarget } from "./start-target.ts";

const patienceMs = 240_000;
let target: Awaited<ReturnType<typeof startTarget>>;

beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target?.stop());

const form = isOnStack ? "stack" : "one process";
const shortForm = attacks.filter(({ only = form, isLong }) => only === form && !isLong);

test.each(shortForm)("$promise", { timeout: patienceMs }, async ({ run }) => {
  await run(target);
});
