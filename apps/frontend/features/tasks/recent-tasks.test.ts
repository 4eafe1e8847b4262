import { expect, it } from "vitest";
import { createRecentTasks } from "./recent-tasks.ts";
import { aTask } from "./task.fixture.ts";

it("lets nothing older pass than what is known, for a minute", () => {
  const recent = createRecentTasks();
  expect(recent.add([aTask({ version: 5 })], 0)).toHaveLength(1);
  expect(recent.add([aTask({ version: 4 })], 1_000)).toEqual([]);
  expect(recent.list(59_000)).toHaveLength(1);
  expect(recent.list(61_000)).toEqual([]);
});
