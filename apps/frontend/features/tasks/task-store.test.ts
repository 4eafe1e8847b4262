import { describe, expect, it } from "vitest";
import { onItsWay } from "./operation.fixture.ts";
import { aTask } from "./task.fixture.ts";
import { createTaskStore, type Changed } from "./task-store.ts";

const known = aTask({ id: "a", title: "Old", version: 3 });
const rename = onItsWay({
  kind: "update",
  taskId: "a",
  base: known,
  body: { title: "New" },
  scope: "following",
});

function storeWith(...tasks: Parameters<typeof aTask>[0][]) {
  const store = createTaskStore();
  store.accept(tasks.map((fields) => aTask(fields)));
  const heard: Changed[] = [];
  store.subscribe((changed) => heard.push(changed));
  return { store, heard };
}

describe("the store of all tasks", () => {
  it("takes what is newer and drops what is older", () => {
    const { store, heard } = storeWith(known);
    expect(
      store.accept([aTask({ id: "a", title: "Older", version: 2 }), aTask({ id: "b" })]),
    ).toEqual(new Set(["b"]));
    expect(store.tasks.get("a")?.title).toBe("Old");
    expect(heard).toEqual([new Map([["b", undefined]])]);
  });

  it("shows changes on their way, and what is known once they are taken back", () => {
    const { store, heard } = storeWith(known);
    store.setOperations([rename]);
    expect(store.tasks.get("a")?.title).toBe("New");
    expect(store.known.get("a")?.title).toBe("Old");
    store.setOperations([]);
    expect(store.tasks.get("a")).toEqual(known);
    expect(heard).toEqual([new Map([["a", known]]), new Map([["a", { ...known, title: "New" }]])]);
  });

  it("has a new task only for as long as its operation is there", () => {
    const { store } = storeWith();
    store.setOperations([onItsWay({ kind: "create", taskId: "n", body: { id: "n", title: "N" } })]);
    expect(store.tasks.get("n")?.title).toBe("N");
    store.setOperations([]);
    expect(store.tasks.size).toBe(0);
  });

  it("keeps the newer of the two when everything is read again, and pending changes over it", () => {
    const { store } = storeWith(known, { id: "gone" });
    store.setOperations([rename]);
    store.replaceAll(
      [aTask({ id: "a", title: "Late answer", version: 2 })],
      true,
      new Set(store.known.values()),
    );
    expect([...store.known.keys()]).toEqual(["a"]);
    expect(store.known.get("a")).toEqual(known);
    expect(store.tasks.get("a")?.title).toBe("New");
  });

  it("keeps what it was told of while everything was read again", () => {
    const { store } = storeWith({ id: "read" }, { id: "gone" });
    const before = new Set(store.known.values());
    store.accept([aTask({ id: "told meanwhile" })]);
    store.replaceAll([aTask({ id: "read" })], true, before);
    expect([...store.known.keys()]).toEqual(["read", "told meanwhile"]);
    expect([...store.tasks.keys()]).toEqual(["read", "told meanwhile"]);
  });

  it("believes a restored database, whose versions count anew", () => {
    const { store } = storeWith(known);
    const restored = aTask({ id: "a", title: "Restored", version: 1 });
    store.replaceAll([restored], false, new Set());
    expect(store.tasks.get("a")).toEqual(restored);
  });
});
