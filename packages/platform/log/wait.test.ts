import { expect, test } from "vitest";
import { backoffMs, wait } from "./wait.ts";

test("each try waits twice as long as the one before, up to the longest delay", () => {
  const policy = { firstDelayMs: 200, maxDelayMs: 1_000 };
  expect([1, 2, 3, 4, 500].map((tries) => backoffMs(tries, policy))).toEqual([
    200, 400, 800, 1_000, 1_000,
  ]);
});

test("a wait ends at once, and without an error, when it is aborted", async () => {
  await expect(wait(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});
