import { describe, expect, it } from "vitest";
import { listRules } from "./match-task.ts";
import { createCount, createSelection } from "./selection.ts";
import { aTask } from "./task.fixture.ts";
import { createTaskStore } from "./task-store.ts";

const rules = listRules(
  { completed: false, sort: "title", order: "asc" },
  { now: 0, timeZone: "UTC" },
);

function setUp(names: string) {
  const store = createTaskStore();
  store.accept(names.split("").map((title) => aTask({ id: title, title })));
  const selection = createSelection(store, rules);
  const titles = (): string =>
    selection
      .get()
      .map((task) => task.title)
      .join("");
  return { store, selection, titles };
}

describe("a list of tasks", () => {
  it("is in order, and the same one until something changes in it", () => {
    const { store, selection, titles } = setUp("cab");
    expect(titles()).toBe("abc");
    const before = selection.get();
    selection.subscribe(() => undefined);
    store.accept([aTask({ id: "z", completed: true })]);
    expect(selection.get()).toBe(before);
  });

  it("follows single changes and many at once to the same result", () => {
    const { store, selection, titles } = setUp("ace");
    let heard = 0;
    const stop = selection.subscribe(() => (heard += 1));
    expect(titles()).toBe("ace");
    store.accept([aTask({ id: "d", title: "d" })]);
    expect(titles()).toBe("acde");
    store.accept([aTask({ id: "a", title: "a", version: 2, completed: true })]);
    expect(titles()).toBe("cde");
    const many = Array.from({ length: 200 }, (_, index) => aTask({ id: `m${index}`, title: "b" }));
    store.accept(many);
    expect(titles()).toBe(`${"b".repeat(200)}cde`);
    expect(heard).toBe(3);
    stop();
  });

  it("is right again after nobody has listened for a while", () => {
    const { store, selection, titles } = setUp("b");
    selection.subscribe(() => undefined)();
    expect(titles()).toBe("b");
    store.accept([aTask({ id: "a", title: "a" })]);
    expect(titles()).toBe("ab");
    selection.subscribe(() => undefined);
    store.accept([aTask({ id: "c", title: "c" })]);
    expect(titles()).toBe("abc");
  });
});

describe("the number of tasks in a list", () => {
  it("follows what comes, matches no more, and goes", () => {
    const { store } = setUp("ab");
    const count = createCount(store, rules);
    expect(count.get()).toBe(2);
    count.subscribe(() => undefined);
    store.accept([aTask({ id: "c", title: "c" })]);
    expect(count.get()).toBe(3);
    store.accept([aTask({ id: "a", version: 2, completed: true })]);
    expect(count.get()).toBe(2);
    store.accept([aTask({ id: "b", title: "renamed", version: 2 })]);
    expect(count.get()).toBe(2);
    store.replaceAll([aTask({ id: "z" })], false, new Set());
    expect(count.get()).toBe(1);
  });
});
