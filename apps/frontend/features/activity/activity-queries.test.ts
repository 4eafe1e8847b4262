import { expect, test } from "vitest";
import { filterQuery } from "./activity-queries.ts";

test("a filter is part of the address, and no filter is none", () => {
  expect(filterQuery({})).toBe("");
  expect(filterQuery({ text: "a & b", from: "2026-11-12", to: "2026-11-12" })).toBe(
    "text=a+%26+b&from=2026-11-12&to=2026-11-12",
  );
});
