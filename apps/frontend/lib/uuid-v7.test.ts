import { expect, it } from "vitest";
import { uuidV7 } from "./uuid-v7.ts";

it("is a version 7 UUID that sorts by its time", () => {
  const early = uuidV7(1_700_000_000_000);
  expect(early).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < uuidV7(1_700_000_000_001)).toBe(true);
});

it("sorts those of one millisecond in the order in which they were made", () => {
  const made = Array.from({ length: 500 }, () => uuidV7(1_700_000_000_000));
  expect(made.toSorted()).toEqual(made);
});
