import { parseQuickAdd } from "@pakaura/domain/quick-add/parse-quick-add";
import { expect, it } from "vitest";
import { aTask } from "../tasks/task.fixture.ts";
import { readTitle } from "./title-reading.ts";

// A Sunday.
const now = Date.parse("2026-11-29T12:00:00.000Z");
const timeZone = "Europe/Berlin";
const task = aTask({ title: "Watch Robinson and Friday", tags: ["film"] });

function read(before: string, text: string, change: Partial<typeof task> = {}) {
  return readTitle(
    { text, ignored: [] },
    {
      before,
      task: { ...task, ...change },
      timeZone,
      read: (line) =>
        parseQuickAdd(line.text, { now, timeZone, weekStart: "monday", ignore: line.ignored }),
    },
  );
}

it("offers what an edit says besides a title", () => {
  expect(read("Call Ann", "Call Ann friday #home !high")?.body).toEqual({
    title: "Call Ann",
    due_date: "2026-12-04",
    priority: "high",
    tags: ["film", "home"],
  });
});

it("offers nothing that the title said before, and nothing for an edit that says nothing", () => {
  expect(read("Call Ann on friday", "Call Anna on friday")).toBeNull();
  expect(read("Call Ann", "Call Anna")).toBeNull();
  expect(read("Call Ann on friday", "Call Ann on friday #home")?.body).toEqual({
    title: "Call Ann on friday",
    tags: ["film", "home"],
  });
});

it("takes the day that stood there to a time that is written to it", () => {
  expect(read("Call Ann friday", "Call Ann friday 9am")?.body).toEqual({
    title: "Call Ann",
    due_date: "2026-12-04T08:00:00.000Z",
  });
});

it("takes a time alone for the day that the task has", () => {
  const reading = read("Call Ann", "Call Ann 9am", { due_date: "2026-12-10" });
  expect(reading?.body.due_date).toBe("2026-12-10T08:00:00.000Z");
});

it("offers nothing that would leave no title", () => {
  expect(read("Call Ann", "tomorrow")).toBeNull();
});

it("offers every reminder, the first one as the task's own", () => {
  const reading = read("Call Ann", "Call Ann tomorrow at 9 1h before and 1 day before");
  expect(reading?.body.reminder_lead_minutes).toBe(60);
  expect(reading?.moreLeads).toEqual([1_440]);
});
