import type { Recurrence, Task } from "@pakaura/contract/task";
import { describe, expect, it } from "vitest";
import { mergeUpdate } from "./merge-update.ts";
import { onItsWay } from "./operation.fixture.ts";
import { applyOperation, createdTask, type TaskChange } from "./operation.ts";
import { previewRecurrence } from "./preview-recurrence.ts";
import { rebase } from "./rebase.ts";
import { aTask } from "./task.fixture.ts";

const offline = "2026-11-24T10:00:00.000Z";
const back = "2026-11-24T15:00:00.000Z";
const known = aTask({ version: 3, updated_at: "2026-11-24T08:00:00.000Z" });
const weekly = (rrule: string, dates: string[]): Recurrence => ({
  ...previewRecurrence({ rrule }),
  next_dates: dates,
});

/** A change made here without a network. */
function change(base: Task, given: Partial<Extract<TaskChange, { kind: "update" }>>) {
  const operation = onItsWay(
    { kind: "update", taskId: base.id, base, body: {}, scope: "following", ...given },
    offline,
  );
  if (operation.kind !== "update") throw new Error("not an update");
  return operation;
}

/** What becomes of a second change when the first was answered with `answer`, merged `into` a task. */
function second(
  body: Extract<TaskChange, { kind: "update" }>["body"],
  first: ReturnType<typeof change>,
  { into = known, answer, after = answer }: { into?: Task; answer: Task; after?: Task },
) {
  const { conflicts } = mergeUpdate(first, into);
  const waiting = change(applyOperation(first.base, first), { body });
  const rebased = rebase(waiting, { operation: first, into, answer, conflicts });
  if (rebased.kind !== "update") throw new Error("not an update");
  const merged = mergeUpdate(rebased, after);
  return { body: merged.body, told: merged.conflicts.map(({ field, kept }) => `${field} ${kept}`) };
}

describe("a second change of one's own", () => {
  it("to the date of a task that was made weekly first is sent, though the server chose a date", () => {
    const first = change(known, { body: { recurrence: { pattern: "weekly" } } });
    const answer = aTask({
      ...known,
      version: 4,
      updated_at: back,
      due_date: "2026-11-24",
      recurrence: weekly("FREQ=WEEKLY", ["2026-12-01"]),
    });
    expect(second({ due_date: "2026-11-27" }, first, { answer })).toEqual({
      body: { due_date: "2026-11-27" },
      told: [],
    });
  });

  it("to the same field is sent, however the server writes the first", () => {
    const first = change(known, { body: { title: "  Spaced ", tags: ["B", "a"] } });
    const answer = aTask({
      ...known,
      version: 4,
      updated_at: back,
      title: "Spaced",
      tags: ["a", "b"],
    });
    expect(second({ title: "Final", tags: ["a"] }, first, { answer })).toEqual({
      body: { title: "Final", tags: ["a"] },
      told: [],
    });
  });

  it("of a task that was made here is sent, whatever the server gave it by itself", () => {
    const body = { id: known.id, title: "New", recurrence: { pattern: "daily" as const } };
    const created = onItsWay({ kind: "create", taskId: known.id, body }, offline);
    if (created.kind !== "create") throw new Error("not a creation");
    const answer = aTask({
      title: "New",
      version: 1,
      updated_at: back,
      reminder_lead_minutes: 30,
      due_date: "2026-11-24",
      recurrence: weekly("FREQ=DAILY", ["2026-11-25"]),
    });
    const waiting = change(createdTask(created), {
      body: { reminder_lead_minutes: 0, due_date: null },
    });
    const rebased = rebase(waiting, { operation: created, into: null, answer, conflicts: [] });
    if (rebased.kind !== "update") throw new Error("not an update");
    expect(mergeUpdate(rebased, answer).conflicts).toEqual([]);
  });

  it("wins over a change from elsewhere that was made before it, though its first was taken just now", () => {
    const into = aTask({
      ...known,
      version: 4,
      priority: "low",
      updated_at: "2026-11-24T09:00:00.000Z",
    });
    const first = change(known, { body: { title: "Mine" } });
    const answer = aTask({ ...into, title: "Mine", version: 5, updated_at: back });
    expect(second({ priority: "high" }, first, { into, answer })).toEqual({
      body: { priority: "high" },
      told: ["priority here"],
    });
  });

  it("loses to a change from elsewhere that came after it, between the two answers", () => {
    const first = change(known, { body: { title: "Mine" } });
    const answer = aTask({ ...known, title: "Mine", version: 4, updated_at: back });
    const after = aTask({ ...answer, title: "Theirs", version: 5, updated_at: back });
    expect(second({ title: "Mine again" }, first, { answer, after })).toEqual({
      body: {},
      told: ["title elsewhere"],
    });
  });

  it("is told of the change from elsewhere that its first gave way to", () => {
    const into = aTask({
      ...known,
      version: 4,
      title: "Theirs",
      updated_at: "2026-11-24T11:00:00.000Z",
    });
    const first = change(known, { body: { title: "Mine" } });
    expect(second({ title: "Mine again" }, first, { into, answer: into })).toEqual({
      body: {},
      told: ["title elsewhere"],
    });
  });

  it("does not overwrite without a word a date that somebody else has set meanwhile", () => {
    const into = aTask({
      ...known,
      version: 4,
      due_date: "2026-12-24",
      updated_at: "2026-11-24T11:00:00.000Z",
    });
    const first = change(known, { body: { recurrence: { pattern: "weekly" } } });
    const answer = aTask({
      ...into,
      version: 5,
      updated_at: back,
      recurrence: weekly("FREQ=WEEKLY", []),
    });
    expect(second({ due_date: "2026-11-27" }, first, { into, answer }).told).toEqual([
      "due_date elsewhere",
    ]);
  });

  it("that was begun before the first was made still meets it", () => {
    const first = change(known, { body: { title: "From this tab" } });
    const answer = aTask({ ...known, title: "From this tab", version: 4, updated_at: back });
    const begunBefore = change(known, { body: { title: "From the other tab" } });
    const rebased = rebase(begunBefore, { operation: first, into: known, answer, conflicts: [] });
    if (rebased.kind !== "update") throw new Error("not an update");
    expect(mergeUpdate(rebased, answer).conflicts).toHaveLength(1);
  });
});
