import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onItsWay } from "../features/tasks/operation.fixture.ts";
import { aTask } from "../features/tasks/task.fixture.ts";
import { stubPage } from "../lib/fake-window.fixture.ts";
import { deleteLocalData, openLocalData } from "./local-data.ts";

beforeEach(() => {
  stubPage();
  vi.stubGlobal("indexedDB", new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const id = (end: string): string => `01990000-0000-7000-8000-0000000000${end}`;
const tasks = ["00", "01", "40"].map((end) => aTask({ id: id(end), title: end }));
const position = { epoch: "epoch", sequence: 3 };
const complete = (end: string) =>
  onItsWay({ kind: "complete", taskId: id(end), base: aTask({ id: id(end) }) });

describe("what this browser keeps of a person", () => {
  it("is there after a reload: the tasks with their place in the stream, and the changes in order", async () => {
    const local = await openLocalData("ada");
    expect(await local.load()).toMatchObject({ written: null, tasks: [], operations: [] });
    const written = await local.replaceTasks(tasks, position);
    const [first, second] = [complete("00"), complete("01")];
    await local.saveOperations([second, first]);
    local.close();
    const remembered = await (await openLocalData("ada")).load();
    expect(remembered.written).toEqual(written);
    expect(remembered.tasks.map(({ title }) => title).toSorted()).toEqual(["00", "01", "40"]);
    expect(remembered.operations).toEqual([first, second]);
  });

  it("is another person's own", async () => {
    await (await openLocalData("ada")).saveOperations([complete("00")]);
    expect((await (await openLocalData("eve")).load()).operations).toEqual([]);
  });

  it("changes with each writing: tasks and place at once, and what is done with is forgotten", async () => {
    const local = await openLocalData("ada");
    const before = await local.replaceTasks(tasks, position);
    const [done, open] = [complete("00"), complete("01")];
    await local.saveOperations([done, open]);
    const changed = aTask({ id: id("40"), title: "changed", version: 2 });
    // It lies in one record with the first task, which stays.
    const known = new Map([...tasks, changed].map((task) => [task.id, task]));
    const written = await local.save({
      taskIds: new Set([changed.id]),
      known,
      position: { epoch: "epoch", sequence: 4 },
      settled: [done.order],
    });
    const remembered = await local.load();
    expect(remembered.tasks.map(({ title }) => title).toSorted()).toEqual(["00", "01", "changed"]);
    expect(remembered.operations).toEqual([open]);
    expect(remembered.written).toEqual(written);
    expect(written?.position.sequence).toBe(4);
    expect(written?.revision).not.toBe(before.revision);
  });

  it("without the place in the stream is no list of tasks: nothing is added to it", async () => {
    const local = await openLocalData("ada");
    await local.replaceTasks(tasks, position);
    await local.forgetTasks();
    const known = new Map(tasks.map((task) => [task.id, task]));
    const taskIds = new Set(known.keys());
    expect(await local.save({ taskIds, known, position, settled: [] })).toBeNull();
    expect((await local.load()).tasks).toEqual([]);
  });

  it("can be forgotten but for the changes that are not sent", async () => {
    const local = await openLocalData("ada");
    await local.replaceTasks(tasks, position);
    await local.saveOperations([complete("00")]);
    await local.forgetTasks();
    expect(await local.countOperations()).toBe(1);
    expect(await local.load()).toMatchObject({ written: null, tasks: [] });
  });

  it("is gone altogether when it is deleted, though another tab has it open", async () => {
    const other = await openLocalData("ada");
    await other.saveOperations([complete("00")]);
    await deleteLocalData("ada");
    expect((await (await openLocalData("ada")).load()).operations).toEqual([]);
  });

  it("keeps its changes when a newer version has the rest in another form", async () => {
    const old = await openDB("pakaura:ada", 2, {
      upgrade: (database) => {
        database.createObjectStore("outbox", { keyPath: "order" });
        database.createObjectStore("tasks");
      },
    });
    const waiting = complete("00");
    await old.put("outbox", waiting);
    await old.put("tasks", ["in an old form"], 0);
    old.close();
    const remembered = await (await openLocalData("ada")).load();
    expect(remembered).toMatchObject({ tasks: [], written: null, operations: [waiting] });
  });

  it("holds a change that is written again in place of what it was", async () => {
    const local = await openLocalData("ada");
    const waiting = complete("00");
    await local.saveOperations([waiting]);
    await local.saveOperations([{ ...waiting, aside: { why: "failed", detail: "" } }]);
    expect((await local.load()).operations).toMatchObject([{ aside: { why: "failed" } }]);
  });
});

it("where the browser keeps nothing, everything goes on without", async () => {
  vi.stubGlobal("indexedDB", undefined);
  const local = await openLocalData("ada");
  expect(local.isDurable).toBe(false);
  await expect(local.saveOperations([])).rejects.toThrow("keeps nothing");
  expect(await local.load()).toMatchObject({ tasks: [], operations: [] });
});
