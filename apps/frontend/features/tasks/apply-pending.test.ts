import { describe, expect, it } from "vitest";
import { withLeaving, withPending } from "./apply-pending.ts";
import { listRules } from "./match-task.ts";
import { onItsWay } from "./operation.fixture.ts";
import { aTask } from "./task.fixture.ts";

const clock = { now: 0, timeZone: "UTC" };
const rules = listRules({ completed: false, sort: "created_at", order: "desc" }, clock);
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
    expect(withPending(base, [rename])?.title).toBe("New");
    expect(withPending(base, [])).toBe(base);
  });

  it("stay over what another session changed meanwhile", () => {
    const elsewhere = { ...base, notes: "from elsewhere", version: 4 };
    expect(withPending(elsewhere, [rename])).toMatchObject({
      title: "New",
      notes: "from elsewhere",
    });
  });

  it("make a new task", () => {
    const body = { id: "n", title: "Fresh", tags: ["b", "a"] };
    const create = onItsWay({ kind: "create", taskId: "n", body });
    expect(withPending(null, [create])).toMatchObject({
      title: "Fresh",
      tags: ["a", "b"],
      version: 0,
    });
  });

  it("do not alter a new task that the server has answered already", () => {
    const create = onItsWay({ kind: "create", taskId: "a", body: { id: "a", title: "Mine" } });
    expect(withPending(base, [create])).toBe(base);
  });

  it("show a task that is not known by what it was then", () => {
    const done = aTask({ id: "d", completed: true, version: 5 });
    const reopen = onItsWay({ kind: "uncomplete", taskId: "d", base: done });
    expect(withPending(null, [reopen])).toMatchObject({ id: "d", completed: false });
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
    const trash = listRules({ deleted: true, sort: "created_at", order: "desc" }, clock);
    expect(withLeaving([], [{ before: base, after }], rules)).toEqual([after]);
    expect(withLeaving([], [{ before: base, after }], trash)).toEqual([]);
  });
});
