import { expect, it } from "vitest";
import { readListSearch } from "./list-search.ts";
import { toQueryString } from "./task-filters.ts";
import { viewFilters } from "./views.ts";

const context = { now: Date.parse("2026-11-23T12:00:00.000Z"), timeZone: "UTC" };
const query = (...[view, address]: [Parameters<typeof viewFilters>[0], string]): string => {
  const raw = Object.fromEntries(new URLSearchParams(address));
  return toQueryString(viewFilters(view, readListSearch(raw), context), { perPage: 100 });
};

it("asks for what a view and its address say together", () => {
  expect(query({ name: "all" }, "")).toBe(
    "completed=false&sort=created_at&order=desc&per_page=100",
  );
  expect(query({ name: "today" }, "q=tea")).toBe(
    "completed=false&due_before=2026-11-23&sort=due_date&search=tea&order=asc&per_page=100",
  );
  expect(query({ name: "all" }, "status=all&due=week&sort=title")).toBe(
    "due_after=2026-11-23&due_before=2026-11-29&sort=title&order=asc&per_page=100",
  );
  expect(query({ name: "tag", tag: "home" }, "tag=work")).toContain("tag=home");
});

it("reads an address and leaves out what makes no sense", () => {
  expect(
    readListSearch({ priority: ["high", "loud"], sort: "colour", from: "soon", q: "" }),
  ).toEqual({
    priority: ["high"],
  });
});
