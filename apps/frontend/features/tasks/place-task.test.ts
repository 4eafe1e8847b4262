import { describe, expect, it } from "vitest";
import { listRules } from "./match-task.ts";
import { placeTask } from "./place-task.ts";
import { aTask } from "./task.fixture.ts";

const rules = listRules(
  { completed: false, sort: "title", order: "asc" },
  { now: 0, timeZone: "UTC" },
);
const list = ["a", "c", "e"].map((name) => aTask({ id: name, title: name }));
const place = (fields: Parameters<typeof aTask>[0] & { id: string }) =>
  placeTask(list, fields.id, aTask(fields), rules);
const titles = (tasks: readonly { title: string }[]): string =>
  tasks.map((task) => task.title).join("");

describe("placing a task", () => {
  it("adds a new one where the order wants it", () => {
    expect(titles(place({ id: "n", title: "b" }))).toBe("abce");
    expect(titles(place({ id: "n", title: "z" }))).toBe("acez");
  });

  it("moves one whose sort field changed", () => {
    expect(titles(place({ id: "a", title: "d" }))).toBe("cde");
  });

  it("removes one that no longer matches, or is no longer there", () => {
    expect(titles(place({ id: "c", title: "c", completed: true }))).toBe("ae");
    expect(titles(placeTask(list, "c", undefined, rules))).toBe("ae");
  });

  it("is the same list when nothing changed", () => {
    expect(place({ id: "n", completed: true })).toBe(list);
    expect(placeTask(list, "n", undefined, rules)).toBe(list);
  });
});
