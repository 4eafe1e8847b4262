import { expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

it("doubles up to its limit, never below half of it", () => {
  const longest = [0, 1, 2, 10, 1_000].map((attempt) => backoffMs(attempt, () => 1));
  expect(longest).toEqual([500, 1_000, 2_000, 20_000, 20_000]);
  expect(backoffMs(2, () => 0)).toBe(1_000);
});
