import { describe, expect, it } from "vitest";
import { shownTasks, withPending } from "./apply-pending.ts";
import { listRules } from "./match-task.ts";
import type { Change, Operation } from "./operation.ts";
import { aTask } from "./task.fixture.ts";

const rules = listRules(
  { completed: false, sort: "created_at", order: "desc" },
  { now: 0, timeZone: "UTC" },
);
const onItsWay = (change: Change): Operation => ({
  ...change,
  key: "key",
  madeAt: "2026-11-23T10:00:00.000Z",
});
const base = aTask({ id: "a", title: "Old", version: 3 });
const rename = onItsWay({
  kind: "update",
  taskId: "a",
  base,
  body: { title: "New" },
  scope: "following",
});

describe("changes on their way", () => {
  it("show at once, and are gone when the operation is dropped", () => {
    expect(shownTasks([base], [rename], [], rules, true)[0]?.title).toBe("New");
    expect(shownTasks([base], [], [], rules, true)).toEqual([base]);
  });

  it("stay over what another session changed meanwhile", () => {
    const elsewhere = { ...base, notes: "from elsewhere", version: 4 };
    expect(withPending(elsewhere, [rename])).toMatchObject({
      title: "New",
      notes: "from elsewhere",
    });
  });

  it("make a new task appear in its place", () => {
    const create = onItsWay({
      kind: "create",
      taskId: "n",
      body: { id: "n", title: "Fresh", tags: ["b", "a"] },
    });
    const [first] = shownTasks([base], [create], [], rules, true);
    expect(first).toMatchObject({ title: "Fresh", tags: ["a", "b"], version: 0 });
  });

  it("do not double a task that the server has answered already", () => {
    const create = onItsWay({ kind: "create", taskId: "a", body: { id: "a", title: "Old" } });
    expect(shownTasks([base], [create], [], rules, true)).toEqual([base]);
  });

  it("bring a task into a list that did not have it", () => {
    const done = aTask({ id: "d", completed: true, version: 5 });
    const reopen = onItsWay({ kind: "uncomplete", taskId: "d", base: done });
    expect(shownTasks([], [reopen], [], rules, true)).toMatchObject([
      { id: "d", completed: false },
    ]);
  });

  it("follow one another for the same task", () => {
    const complete = onItsWay({ kind: "complete", taskId: "a", base });
    const undo = onItsWay({ kind: "uncomplete", taskId: "a", base: { ...base, completed: true } });
    expect(withPending(base, [complete, undo])?.completed).toBe(false);
  });
});

describe("a task that is leaving", () => {
  const after = { ...base, completed: true };

  it("is still seen in the list that it leaves, and in no other", () => {
    const trash = listRules(
      { deleted: true, sort: "created_at", order: "desc" },
      { now: 0, timeZone: "UTC" },
    );
    expect(shownTasks([], [], [{ before: base, after }], rules, true)).toEqual([after]);
    expect(shownTasks([], [], [{ before: base, after }], trash, true)).toEqual([]);
  });
});
