import { expect, it } from "vitest";
import { countTags } from "./count-tags.ts";
import { aTask } from "./task.fixture.ts";

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
