import { searchCases } from "@pakaura/domain/search.case";
import { beforeEach, describe, expect, it } from "vitest";
import { makeSimilarTest } from "./make-similar-test.ts";
import { listRules } from "./match-task.ts";
import { similarSearch } from "./similar-search.ts";
import type { TaskFilters } from "./task-filters.ts";
import { aTask } from "./task.fixture.ts";

const clock = { now: Date.parse("2026-11-23T22:30:00.000Z"), timeZone: "Europe/Berlin" };
const rules = (filters: Partial<TaskFilters>) =>
  listRules({ sort: "created_at", order: "desc", ...filters }, clock);

describe("which tasks belong to a list", () => {
  it("keeps the trash apart", () => {
    const deleted = aTask({ deleted_at: "2026-11-23T09:00:00.000Z" });
    expect(rules({}).matches(deleted)).toBe(false);
    expect(rules({ deleted: true }).matches(deleted)).toBe(true);
    expect(rules({ deleted: true }).matches(aTask())).toBe(false);
  });

  it("takes any of several tags and any of several priorities", () => {
    const task = aTask({ tags: ["home"], priority: "high" });
    expect(rules({ tag: ["work", "home"] }).matches(task)).toBe(true);
    expect(rules({ tag: ["work"] }).matches(task)).toBe(false);
    expect(rules({ priority: ["high", "urgent"], tag: ["home"] }).matches(task)).toBe(true);
    expect(rules({ priority: ["low"], tag: ["home"] }).matches(task)).toBe(false);
  });

  it("counts days in the user's time zone, both ends included", () => {
    // 23:30 in Berlin, still the 23rd.
    const late = aTask({ due_date: "2026-11-23T22:30:00.000Z" });
    expect(rules({ due_after: "2026-11-23", due_before: "2026-11-23" }).matches(late)).toBe(true);
    expect(rules({ due_after: "2026-11-24" }).matches(late)).toBe(false);
    expect(rules({ due_before: "2026-11-23" }).matches(aTask())).toBe(false);
  });

  it("calls an all-day task overdue only when its day has ended", () => {
    const overdue = rules({ overdue: true });
    expect(overdue.matches(aTask({ due_date: "2026-11-23" }))).toBe(false);
    expect(overdue.matches(aTask({ due_date: "2026-11-22" }))).toBe(true);
    expect(overdue.matches(aTask({ due_date: "2026-11-22", completed: true }))).toBe(false);
  });

  it("searches as the server does: every word, any case and accent", () => {
    const task = aTask({ title: "Crème brûlée", notes: "for Maya", tags: ["kitchen"] });
    expect(rules({ search: "BRULEE maya" }).matches(task)).toBe(true);
    expect(rules({ search: "ulee" }).matches(task)).toBe(true);
    expect(rules({ search: "ay" }).matches(task)).toBe(false);
    expect(rules({ search: "50%" }).matches(task)).toBe(false);
  });
});

describe("a search finds here what the API finds", () => {
  const finds = (search: string, title: string, isSimilar: boolean) =>
    rules({ search, ...(isSimilar ? { isSimilar } : {}) }).matches(aTask({ title }));

  it.each(searchCases.alike)("%j finds %j", (search, title) =>
    expect(finds(search, title, false)).toBe(true),
  );
  it.each([...searchCases.unlike, ...searchCases.similar, ...searchCases.different])(
    "%j does not find %j as it is",
    (search, title) => expect(finds(search, title, false)).toBe(false),
  );

  beforeEach(() => similarSearch.set(null));

  it("finds nothing similar before the part that can is there", () => {
    expect(finds("plnats", "Water the plants", true)).toBe(false);
  });
  it.each(searchCases.similar)("%j finds %j by what is similar", (search, title) => {
    similarSearch.set({ makeTest: makeSimilarTest });
    expect(finds(search, title, true)).toBe(true);
  });
  it.each(searchCases.different)("%j is not similar to %j", (search, title) => {
    similarSearch.set({ makeTest: makeSimilarTest });
    expect(finds(search, title, true)).toBe(false);
  });
});

describe("the order of a list", () => {
  const order = (filters: Partial<TaskFilters>, ...tasks: ReturnType<typeof aTask>[]): string[] =>
    tasks.toSorted(rules(filters).compare).map((task) => task.title);

  it("puts tasks without a due date last in both directions", () => {
    const tasks = [
      aTask({ title: "none" }),
      aTask({ title: "late", due_date: "2026-12-01" }),
      aTask({ title: "early", due_date: "2026-11-24" }),
    ];
    expect(order({ sort: "due_date", order: "asc" }, ...tasks)).toEqual(["early", "late", "none"]);
    expect(order({ sort: "due_date", order: "desc" }, ...tasks)).toEqual(["late", "early", "none"]);
  });

  it("puts what the server does not have yet after all that it has, in the order of writing", () => {
    const tasks = [
      aTask({ id: "2", title: "second", version: 0, created_at: "2026-11-23T08:00:02.000Z" }),
      aTask({ id: "0", title: "taken late", created_at: "2026-11-23T08:00:09.000Z" }),
      aTask({ id: "1", title: "first", version: 0, created_at: "2026-11-23T08:00:01.000Z" }),
    ];
    const shown = order({ sort: "created_at", order: "desc" }, ...tasks);
    expect(shown).toEqual(["second", "first", "taken late"]);
  });

  it("sorts titles case-blind and priorities by rank", () => {
    const tasks = [
      aTask({ title: "b", priority: "urgent" }),
      aTask({ title: "A", priority: "low" }),
    ];
    expect(order({ sort: "title", order: "asc" }, ...tasks)).toEqual(["A", "b"]);
    expect(order({ sort: "priority", order: "desc" }, ...tasks)).toEqual(["b", "A"]);
  });
});

it("an instance of a series has the place of its series by date added", () => {
  const tasks = [
    aTask({ id: "new", created_at: "2026-11-24T08:00:00.000Z" }),
    aTask({
      id: "next",
      created_at: "2026-11-25T08:00:00.000Z",
      added_at: "2026-11-01T08:00:00.000Z",
    }),
  ];
  const { compare } = listRules({ sort: "created_at", order: "desc" }, clock);
  expect(tasks.toSorted(compare).map(({ id }) => id)).toEqual(["new", "next"]);
});

it("an instance that was taken back is in no list, nor in the trash", () => {
  const task = aTask({ deleted_at: "2026-11-25T08:00:00.000Z", taken_back: true });
  for (const deleted of [true, false])
    expect(listRules({ deleted, sort: "created_at", order: "desc" }, clock).matches(task)).toBe(
      false,
    );
});
