import { expect, test } from "vitest";
import { readSuperProductivity } from "./read-super-productivity.ts";
import { superProductivityModels } from "./super-productivity-models.ts";

const now = Date.parse("2026-11-29T12:00:00Z");
const state = (...all: { id: string; [name: string]: unknown }[]) => ({
  ids: all.map(({ id }) => id),
  entities: Object.fromEntries(all.map((one) => [one.id, one])),
});
function read(backup: unknown) {
  const models = superProductivityModels(backup);
  if (models === null) throw new Error("no backup");
  return readSuperProductivity(models, { now });
}
function one(fields: object, more: object = {}) {
  const { tasks, warnings } = read({
    task: state({ id: "a", title: "Task", ...fields }),
    ...more,
  });
  const [task] = tasks;
  if (task === undefined) throw new Error("no task");
  return { ...task, told: warnings?.map(({ code }) => code) };
}
const repeat = (config: object) => ({ taskRepeatCfg: state({ id: "r", ...config }) });
const rule = (config: object) =>
  one({ repeatCfgId: "r", dueDay: "2026-12-01" }, repeat(config)).fields.recurrence;

test.each<[field: string, value: unknown]>([
  ["dueWithTime", 1e300],
  ["dueWithTime", "soon"],
  ["dueDay", "2026-02-30"],
  ["dueDay", 5],
  ["created", 1e20],
  ["doneOn", 9e15],
  ["remindAt", 1e17],
  ["remindAt", {}],
  ["isDone", "yes"],
  ["tagIds", "t"],
  ["tagIds", [5]],
  ["notes", { a: 1 }],
  ["attachments", "x"],
  ["timeEstimate", "long"],
  ["priority", 9],
  ["priority", {}],
  ["deadlineDay", "someday"],
  ["repeatCfgId", "gone"],
  ["plannedAt", [1]],
])("%s %j costs nothing but itself, and is told with its field", (field, value) => {
  const task = one({ [field]: value });
  expect(task.fields.title).toBe("Task");
  expect(task.warnings).toEqual([expect.objectContaining({ line: 1, field })]);
  expect(task.fields.notes).toContain(`${field}: `);
});

test("tasks come in the order of the backup", () => {
  const task = {
    ids: ["c", "a", "gone"],
    entities: {
      a: { id: "a", title: "A" },
      b: { id: "b", title: "B" },
      c: { id: "c", title: "C" },
    },
  };
  expect(read({ task }).tasks.map(({ fields }) => fields.title)).toEqual(["C", "A", "B"]);
});

test.each<[what: string, config: object, rrule: string, from?: string]>([
  [
    "a cycle with days",
    { repeatCycle: "WEEKLY", repeatEvery: 2, monday: true, friday: true },
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
  ],
  [
    "days alone, as old versions have them",
    { monday: true, sunday: true, saturday: false },
    "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,SU",
  ],
  [
    "a day of the month",
    { repeatCycle: "MONTHLY", startDate: "2026-01-15" },
    "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15",
  ],
  [
    "the last day of the month",
    { repeatCycle: "MONTHLY", monthlyLastDay: true, startDate: "2026-01-15" },
    "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1",
  ],
  [
    "a weekday of the month",
    { repeatCycle: "MONTHLY", monthlyWeekOfMonth: -1, monthlyWeekday: 0 },
    "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1SU",
  ],
  ["a rule", { repeatCycle: "WEEKLY", rrule: "FREQ=DAILY;COUNT=3" }, "FREQ=DAILY;COUNT=3"],
  [
    "from completion",
    { repeatCycle: "DAILY", repeatFromCompletionDate: true },
    "FREQ=DAILY;INTERVAL=1",
    "completion",
  ],
])("%s is a recurrence", (_what, config, rrule, from = "due_date") => {
  expect(rule(config)).toEqual({ rrule, from });
});

test("a recurrence that is paused, or none, is told", () => {
  expect(rule({ repeatCycle: "HOURLY" })).toBe(undefined);
  const paused = one({ repeatCfgId: "r" }, repeat({ repeatCycle: "DAILY", isPaused: true }));
  expect(paused.fields.notes).toContain("Repeats (paused): FREQ=DAILY;INTERVAL=1");
  expect(paused.warnings).toHaveLength(1);
});

test("what recurs and has no open task is told by its title", () => {
  const config = repeat({ title: "Water", repeatCycle: "DAILY" });
  const { warnings } = read({
    task: state({ id: "a", title: "Water", isDone: true, repeatCfgId: "r" }),
    ...config,
  });
  expect(warnings).toEqual([expect.objectContaining({ title: "Water", code: "lost_series" })]);
});

test("a deadline is the due date where nothing else is, and else in the notes", () => {
  expect(one({ deadlineDay: "2026-12-24" }).fields.due_date).toBe("2026-12-24");
  const both = one({ dueDay: "2026-12-20", deadlineDay: "2026-12-24" });
  expect([both.fields.due_date, both.fields.notes, both.told]).toEqual([
    "2026-12-20",
    "Deadline: 2026-12-24",
    ["lost_deadlines"],
  ]);
});

test("a reminder is taken from the task or from the list of older versions", () => {
  const at = Date.parse("2026-12-01T08:00:00Z");
  expect(one({ remindAt: at }).reminders).toEqual([{ at: "2026-12-01T08:00:00.000Z" }]);
  expect(one({ reminderId: "x" }, { reminders: [{ id: "x", remindAt: at }] }).reminders).toEqual([
    { at: "2026-12-01T08:00:00.000Z" },
  ]);
  const series = one(
    { remindAt: at, dueWithTime: at + 600_000, repeatCfgId: "r" },
    repeat({ repeatCycle: "DAILY" }),
  );
  expect([series.fields.reminder_lead_minutes, series.reminders]).toEqual([10, []]);
});

test("what a task here has no field for is in the notes, and what stays behind is told once", () => {
  const task = state(
    { id: "a", title: "House" },
    {
      id: "b",
      title: "Pack",
      parentId: "a",
      notes: "Boxes",
      timeEstimate: 3_600_000,
      timeSpent: 600_000,
      issueType: "GITHUB",
      issueId: "7",
      priority: 3,
      attachments: [{ title: "Plan", path: "https://example.org/p" }],
    },
  );
  const archive = { task: state({ id: "z", title: "Old" }) };
  const { tasks, warnings } = read({
    data: { task, archiveYoung: archive, archiveOld: archive, note: state({ id: "n" }) },
  });
  expect(tasks[1]?.fields).toMatchObject({
    priority: "high",
    notes:
      "Part of: House\n\nBoxes\n\nAttachment: Plan https://example.org/p\nEstimate: 60 minutes\nTime spent: 10 minutes\nIssue: GITHUB 7",
  });
  expect(warnings?.map(({ code, value }) => [code, value])).toEqual([
    ["lost_attachments", "1"],
    ["lost_durations", "2"],
    ["lost_hierarchy", "1"],
    ["lost_archives", "2"],
    ["lost_documents", "1"],
  ]);
});

test("what is no task is told with its place", () => {
  const { tasks, errors } = read({
    task: { entities: { a: 5, b: null, c: { id: "c" }, d: { title: "Good" } } },
  });
  expect([tasks.map(({ fields }) => fields.title), errors.map(({ line }) => line)]).toEqual([
    ["Good"],
    [1, 2, 3],
  ]);
});
