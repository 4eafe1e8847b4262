import { expect, it } from "vitest";
import { countTags, tagsRecipe } from "./count-tags.ts";
import { createDerived } from "./derived.ts";
import { aTask } from "./task.fixture.ts";
import { createTaskStore } from "./task-store.ts";

it("counts the tags of tasks out of the trash, most used first", () => {
  const tasks = [
    aTask({ id: "1", tags: ["home", "garden"] }),
    aTask({ id: "2", tags: ["home"], completed: true }),
    aTask({ id: "3", tags: ["attic"] }),
    aTask({ id: "4", tags: ["gone"], deleted_at: "2026-11-23T08:00:00.000Z" }),
  ];
  expect(countTags(new Map(tasks.map((task) => [task.id, task])))).toEqual([
    { name: "home", task_count: 2 },
    { name: "attic", task_count: 1 },
    { name: "garden", task_count: 1 },
  ]);
});

it("counts them anew only when a task has others, or goes into the trash", () => {
  const store = createTaskStore();
  const tags = createDerived(store, tagsRecipe);
  tags.subscribe(() => undefined);
  store.accept([aTask({ id: "1", tags: ["home"] })]);
  const counted = tags.get();
  store.accept([
    aTask({ id: "1", tags: ["home"], title: "Renamed", version: 2 }),
    aTask({ id: "2" }),
  ]);
  expect(tags.get()).toBe(counted);
  store.accept([aTask({ id: "2", tags: ["home", "garden"], version: 2 })]);
  expect(tags.get()).toEqual([
    { name: "home", task_count: 2 },
    { name: "garden", task_count: 1 },
  ]);
  const deleted = { id: "2", tags: ["home", "garden"], version: 3 };
  store.accept([aTask({ ...deleted, deleted_at: "2026-11-23T08:00:00.000Z" })]);
  expect(tags.get()).toEqual([{ name: "home", task_count: 1 }]);
});
