import { priorities } from "@pakaura/contract/task";
import { expect, test } from "vitest";
import { priorityOfRank, priorityRank } from "./priority.ts";

test("every priority has the rank of its place, and back", () => {
  expect(priorities.map(priorityRank)).toEqual([0, 1, 2, 3, 4]);
  expect([0, 1, 2, 3, 4].map(priorityOfRank)).toEqual([...priorities]);
});

test("a rank that is none is an error", () => {
  expect(() => priorityOfRank(5)).toThrow(RangeError);
});
