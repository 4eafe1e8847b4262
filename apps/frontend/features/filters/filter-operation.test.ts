import type { SavedFilter } from "@pakaura/contract/filter";
import { expect, test } from "vitest";
import { applyFilterChange, type FilterChange } from "./filter-operation.ts";

const madeAt = "2026-11-26T10:00:00.000Z";
const aFilter = (name: string, position: number): SavedFilter => ({
  id: name,
  name,
  query: `#${name}`,
  position,
  created_at: "2026-11-01T10:00:00.000Z",
  updated_at: "2026-11-01T10:00:00.000Z",
});
const filters = [aFilter("a", 0), aFilter("b", 1), aFilter("c", 2)];
const after = (change: FilterChange) =>
  applyFilterChange(filters, change, madeAt).map(
    ({ name, query, position }) => `${position} ${name} ${query}`,
  );

test("a filter that is saved comes last, and no second time once the server has it", () => {
  const change: FilterChange = {
    kind: "create-filter",
    filterId: "d",
    body: { id: "d", name: "d", query: "today" },
  };
  expect(after(change)).toEqual(["0 a #a", "1 b #b", "2 c #c", "3 d today"]);
  const twice = applyFilterChange(applyFilterChange(filters, change, madeAt), change, madeAt);
  expect(twice).toHaveLength(4);
});

test("a filter is renamed and moved, and the others make room", () => {
  const body = { name: "z", position: 0 };
  const [, , base = aFilter("c", 2)] = filters;
  expect(after({ kind: "update-filter", filterId: "c", base, body })).toEqual([
    "0 z #c",
    "1 a #a",
    "2 b #b",
  ]);
});

test("a filter that is deleted leaves no gap, and a change to one that is gone changes nothing", () => {
  const base = aFilter("a", 0);
  expect(after({ kind: "delete-filter", filterId: "a", base })).toEqual(["0 b #b", "1 c #c"]);
  const gone = { kind: "update-filter", filterId: "x", base, body: { name: "y" } } as const;
  expect(after(gone)).toEqual(["0 a #a", "1 b #b", "2 c #c"]);
});
