import { describe, expect, it } from "vitest";
import { listRules } from "./match-task.ts";
import { placeTask } from "./place-task.ts";
import { aTask } from "./task.fixture.ts";

const rules = listRules(
  { completed: false, sort: "title", order: "asc" },
  { now: 0, timeZone: "UTC" },
);
const list = ["a", "c", "e"].map((name) => aTask({ id: name, title: name, version: 2 }));
const titles = (tasks: readonly { title: string }[]): string =>
  tasks.map((task) => task.title).join("");

describe("placing a task", () => {
  it("adds a new one where the order wants it", () => {
    expect(titles(placeTask(list, aTask({ id: "n", title: "b" }), rules, true))).toBe("abce");
  });

  it("moves one whose sort field changed", () => {
    expect(titles(placeTask(list, aTask({ id: "a", title: "d", version: 3 }), rules, true))).toBe(
      "cde",
    );
  });

  it("removes one that no longer matches", () => {
    const completed = aTask({ id: "c", title: "c", completed: true, version: 3 });
    expect(titles(placeTask(list, completed, rules, true))).toBe("ae");
  });

  it("never goes back to an older version", () => {
    expect(placeTask(list, aTask({ id: "a", title: "z", version: 1 }), rules, true)).toBe(list);
  });

  it("leaves a task behind the loaded pages to its page", () => {
    const last = aTask({ id: "n", title: "z" });
    expect(placeTask(list, last, rules, false)).toBe(list);
    expect(titles(placeTask(list, last, rules, true))).toBe("acez");
  });

  it("is the same list when nothing changed", () => {
    expect(placeTask(list, aTask({ id: "n", completed: true }), rules, true)).toBe(list);
  });
});
