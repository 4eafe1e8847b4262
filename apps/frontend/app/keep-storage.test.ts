import { afterEach, expect, test, vi } from "vitest";
import { createTaskStore } from "../features/tasks/task-store.ts";
import { aTask } from "../features/tasks/task.fixture.ts";
import { keepStorage } from "./keep-storage.ts";

afterEach(() => vi.unstubAllGlobals());

function aStorage(isPersisted: boolean) {
  const persist = vi.fn(async () => true);
  const persisted = vi.fn(async () => isPersisted);
  vi.stubGlobal("navigator", { storage: { persisted, persist } });
  return { persist, persisted };
}

test("the browser is asked to keep what it holds once there are tasks, and once only", async () => {
  const { persist } = aStorage(false);
  const store = createTaskStore();
  keepStorage(store);
  await Promise.resolve();
  expect(persist).not.toHaveBeenCalled();
  store.accept([aTask({ id: "one" })]);
  store.accept([aTask({ id: "two" })]);
  await vi.waitFor(() => expect(persist).toHaveBeenCalledOnce(), { timeout: 30_000 });
});

test("a browser that keeps it already is not asked", async () => {
  const { persist, persisted } = aStorage(true);
  const store = createTaskStore();
  store.accept([aTask({ id: "one" })]);
  keepStorage(store);
  await vi.waitFor(() => expect(persisted).toHaveReturned(), { timeout: 30_000 });
  expect(persist).not.toHaveBeenCalled();
});

test("a browser without such a promise is left alone", () => {
  vi.stubGlobal("navigator", {});
  const store = createTaskStore();
  store.accept([aTask({ id: "one" })]);
  expect(() => keepStorage(store)).not.toThrow();
});
