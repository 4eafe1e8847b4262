import type { UpdateTask } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { describe, expect, it } from "vitest";
import { mergeUpdate } from "./merge-update.ts";
import { onItsWay } from "./operation.fixture.ts";
import { previewRecurrence } from "./preview-recurrence.ts";
import { aTask } from "./task.fixture.ts";

const base = aTask({ title: "Old", tags: ["a"], due_date: "2026-11-25T09:00:00.000Z" });
const earlier = "2026-11-24T08:00:00.000Z";
const later = "2026-11-24T12:00:00.000Z";

/** Merges what was written here at ten into what another browser has made of the task. */
function merge(body: UpdateTask, elsewhere: Partial<Task>) {
  const operation = onItsWay(
    { kind: "update", taskId: base.id, base, body, scope: "following" },
    "2026-11-24T10:00:00.000Z",
  );
  if (operation.kind !== "update") throw new Error("not an update");
  const merged = mergeUpdate(operation, { ...base, version: 2, ...elsewhere });
  return { body: merged.body, told: merged.conflicts.map(({ field, kept }) => `${field} ${kept}`) };
}

describe("an update that meets a change from elsewhere", () => {
  it("is sent as it is, and told to nobody, when the fields are different ones", () => {
    expect(merge({ title: "Mine" }, { notes: "theirs", updated_at: later })).toEqual({
      body: { title: "Mine" },
      told: [],
    });
  });

  it("leaves the field alone that was changed later elsewhere, and sends the others", () => {
    const elsewhere = { title: "Theirs", updated_at: later };
    expect(merge({ title: "Mine", priority: "high" }, elsewhere)).toEqual({
      body: { priority: "high" },
      told: ["title elsewhere"],
    });
  });

  it("replaces what was changed earlier elsewhere", () => {
    expect(merge({ title: "Mine" }, { title: "Theirs", updated_at: earlier })).toEqual({
      body: { title: "Mine" },
      told: ["title here"],
    });
  });

  it("keeps what gave way, so that it can be taken after all", () => {
    const operation = onItsWay(
      { kind: "update", taskId: base.id, base, body: { title: "Mine" }, scope: "following" },
      "2026-11-24T10:00:00.000Z",
    );
    if (operation.kind !== "update") throw new Error("not an update");
    const lostBy = (updated_at: string) =>
      mergeUpdate(operation, { ...base, version: 2, title: "Theirs", updated_at }).conflicts.map(
        ({ lost }) => lost,
      );
    expect(lostBy(later)).toEqual([{ title: "Mine" }]);
    expect(lostBy(earlier)).toEqual([{ title: "Theirs" }]);
  });

  it("has no conflict where both say the same in other words", () => {
    const elsewhere = {
      due_date: "2026-11-26T09:00:00.000Z",
      tags: ["b", "c"],
      updated_at: later,
    };
    expect(merge({ due_date: "2026-11-26T10:00:00+01:00", tags: ["c", "b"] }, elsewhere)).toEqual({
      body: { due_date: "2026-11-26T10:00:00+01:00", tags: ["c", "b"] },
      told: [],
    });
  });

  it("knows its own recurrence again when only the answer was lost", () => {
    const recurrence = {
      pattern: "weekly" as const,
      interval: 1,
      day_of_week: ["MO" as const],
      day_of_month: null,
      interval_days: null,
      rrule: "FREQ=WEEKLY;BYDAY=MO",
      from: "due_date" as const,
      active: true,
      next_dates: [],
    };
    const body: UpdateTask = { recurrence: { pattern: "weekly", day_of_week: ["MO"] } };
    expect(merge(body, { recurrence, updated_at: later })).toEqual({ body, told: [] });
  });

  it("adds and removes tags one by one, so that those from elsewhere stay", () => {
    expect(merge({ tags: ["mine"] }, { tags: ["a", "theirs"], updated_at: later })).toEqual({
      body: { tags: ["mine", "theirs"] },
      told: [],
    });
  });

  it("chooses between the tags of both sides when a task cannot have them all", () => {
    const theirs = Array.from({ length: 10 }, (_, index) => `theirs-${index}`);
    expect(merge({ tags: ["a", "mine"] }, { tags: theirs, updated_at: later })).toEqual({
      body: {},
      told: ["tags elsewhere"],
    });
  });

  it("knows a recurrence again whatever day the settings have weeks begin on", () => {
    const input: UpdateTask = { recurrence: { pattern: "weekly", interval: 2 } };
    const recurrence = {
      ...previewRecurrence({ rrule: "FREQ=WEEKLY;INTERVAL=2" }),
      rrule: "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
    };
    expect(merge(input, { recurrence, updated_at: later }).told).toEqual([]);
  });
});
