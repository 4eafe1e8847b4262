import type { Operation } from "@pakaura/domain/assistant/operation";
import { describe, expect, it } from "vitest";
import { aTask } from "../tasks/task.fixture.ts";
import { applyOperation, createdTask, type TaskChange } from "../tasks/operation.ts";
import type { Task } from "@pakaura/contract/task";
import { changesOf } from "./carry-out-here.ts";

const madeAt = "2026-11-30T09:00:00.000Z";
const plants = aTask({ id: "plants", title: "Water the plants", tags: ["home"] });
const sweep = aTask({ id: "sweep", title: "Sweep", completed: true, completed_at: madeAt });
const known = {
  tasks: new Map([plants, sweep].map((task) => [task.id, task])),
  fired: [
    {
      reminderId: "reminder",
      eventId: null,
      taskId: "plants",
      title: "Water the plants",
      dueDate: null,
      remindAt: null,
      isLate: false,
    },
  ],
  madeAt,
};

/** The tasks once some changes are made, those in the trash among them. */
function applied(tasks: ReadonlyMap<string, Task>, changes: readonly TaskChange[]) {
  const after = new Map(tasks);
  for (const change of changes) {
    const made = { ...change, key: "", madeAt, order: 0 };
    const before = made.kind === "create" ? createdTask(made) : after.get(change.taskId);
    if (before) after.set(change.taskId, applyOperation(before, made));
  }
  return after;
}

describe("operations that are carried out here", () => {
  const turns: [string, Operation[]][] = [
    ["complete", [{ op: "complete", id: "plants" }]],
    ["reopen", [{ op: "uncomplete", id: "sweep" }]],
    ["delete", [{ op: "delete", id: "plants" }]],
    [
      "change one task twice",
      [
        { op: "update", id: "plants", body: { due_date: "2026-12-01", tags: ["home", "garden"] } },
        { op: "update", id: "plants", body: { due_date: "2026-12-02" }, scope: "this" },
      ],
    ],
    [
      "change several",
      [
        { op: "update", id: "sweep", body: { title: "Mop" } },
        { op: "complete", id: "plants" },
      ],
    ],
  ];

  it.each(turns)("%s, and are taken back to where they began", (_what, operations) => {
    const { changes, undo } = changesOf(operations, known);
    const after = applied(known.tasks, changes);
    expect(after).not.toEqual(known.tasks);
    expect(applied(after, undo)).toEqual(known.tasks);
  });

  it("make a task and change it, which goes to the trash as a whole", () => {
    const { changes, undo } = changesOf(
      [
        { op: "create", id: "new", body: { title: "Call Ann" } },
        { op: "update", id: "new", body: { priority: "high" } },
      ],
      known,
    );
    expect(applied(known.tasks, changes).get("new")).toMatchObject({ priority: "high" });
    expect(undo).toMatchObject([{ kind: "delete", taskId: "new", base: { priority: "high" } }]);
  });

  it("end the series that they began", () => {
    const recurrence = { rrule: "FREQ=DAILY", from: "due_date" } as const;
    const body = { title: "Stretch", due_date: "2026-12-01", recurrence };
    const { undo } = changesOf([{ op: "create", id: "new", body }], known);
    expect(undo).toMatchObject([{ kind: "delete-series", taskId: "new" }]);
  });

  it("put a reminder off, which nothing takes back", () => {
    const until = "2026-11-30T10:00:00.000Z";
    const { changes, undo } = changesOf([{ op: "snooze_reminder", id: "reminder", until }], known);
    expect(changes).toMatchObject([
      { kind: "snooze-reminder", taskId: "plants", reminderId: "reminder", until },
    ]);
    expect(undo).toEqual([]);
  });

  it("leave out what is about a task that is not here", () => {
    expect(changesOf([{ op: "complete", id: "gone" }], known).changes).toEqual([]);
  });
});
