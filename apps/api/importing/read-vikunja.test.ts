import { expect, test } from "vitest";
import { readVikunja } from "./read-vikunja.ts";

const now = Date.parse("2026-11-29T12:00:00Z");
const read = (...tasks: unknown[]) => readVikunja([{ title: "Inbox", tasks }], { now });
const one = (fields: object) => {
  const { tasks, warnings } = read({ id: 1, title: "Task", ...fields });
  const [task] = tasks;
  if (task === undefined) throw new Error("no task");
  return { ...task, told: warnings?.map(({ code }) => code) };
};

test.each<[field: string, value: unknown]>([
  ["due_date", "tomorrow"],
  ["due_date", "2026-02-31T00:00:00Z"],
  ["due_date", "+300000-01-01T00:00:00Z"],
  ["due_date", 5],
  ["due_date", {}],
  ["created", "x"],
  ["created", []],
  ["done_at", "x"],
  ["priority", "high"],
  ["priority", 99],
  ["priority", -1],
  ["done", "yes"],
  ["description", { a: 1 }],
  ["labels", "home"],
  ["labels", [5]],
  ["reminders", 5],
  ["reminders", ["x"]],
  ["repeat_after", 3_600],
  ["repeat_after", 86_400e300],
  ["repeat_after", -86_400],
  ["repeat_after", "often"],
  ["comments", "none"],
  ["attachments", [null]],
  ["percent_done", "half"],
  ["start_date", "soon"],
  ["assignees", true],
  ["reminder_dates", "x"],
])("%s %j costs nothing but itself, and is told with its field", (field, value) => {
  const task = one({ [field]: value });
  expect(task.fields.title).toBe("Task");
  const isEmpty = Array.isArray(value) && (value.length === 0 || value[0] === null);
  if (isEmpty) return;
  expect(task.warnings).toEqual([expect.objectContaining({ line: 1, field })]);
  expect(task.fields.notes).toContain(`${field}: `);
});

test("a title that is a number is one, and a task without any is called by its description", () => {
  expect(one({ title: 5 }).fields.title).toBe("5");
  expect(one({ title: "", description: "<p>Call</p><p>Ada</p>" }).fields.title).toBe("Call");
  expect(one({ title: null, due_date: "2026-12-01T09:00:00Z" }).fields.title).toBe("Untitled");
  expect(read({ id: 9 }, 5, null, "x")).toMatchObject({
    tasks: [],
    errors: [{ line: 1 }, { line: 2 }, { line: 3 }, { line: 4 }],
  });
});

test("times that are not set are none, and say nothing", () => {
  const unset = "0001-01-01T00:00:00Z";
  const task = one({
    due_date: unset,
    done_at: unset,
    start_date: unset,
    end_date: unset,
    created: unset,
    reminders: null,
    labels: null,
  });
  expect([task.fields.due_date, task.createdAt, task.warnings, task.told]).toEqual([
    null,
    null,
    [],
    [],
  ]);
});

test("what a task here has no field for is in the notes, and told once", () => {
  const { tasks, warnings } = read(
    { id: 1, title: "House", related_tasks: { subtask: [{ id: 2, title: "Pack" }] } },
    {
      id: 2,
      title: "Pack",
      description: "Boxes",
      percent_done: 0.4,
      start_date: "2026-12-01T08:00:00Z",
      comments: [{ comment: "<p>Ask <b>Bo</b></p>", author: { username: "ada" } }],
      attachments: [{ file: { name: "plan.pdf" } }],
      assignees: [{ username: "bo", name: "Bo" }],
    },
    { id: 3, title: "Clean", related_tasks: { parenttask: [{ id: 1, title: "House" }] } },
  );
  expect(tasks.map(({ fields }) => fields.notes)).toEqual([
    "",
    "Part of: House\n\nBoxes\n\nComment: Ask Bo\n\nAttachment: plan.pdf\n\nAssigned to: Bo\n\nStart: 2026-12-01T08:00:00.000Z\nDone so far: 40 %",
    "Part of: House",
  ]);
  expect(warnings?.map(({ code, value }) => [code, value])).toEqual([
    ["lost_hierarchy", "2"],
    ["lost_comments", "1"],
    ["lost_attachments", "1"],
    ["lost_assignees", "1"],
    ["lost_starts", "1"],
  ]);
});

test("reminders are taken as lead times or instants, as all versions write them", () => {
  const due = "2026-12-20T09:00:00Z";
  const relative = { relative_to: "due_date", relative_period: -3_600 };
  const far = {
    relative_to: "due_date",
    relative_period: -40 * 86_400,
    reminder: "0001-01-01T00:00:00Z",
  };
  expect(
    one({ due_date: due, reminders: [relative, { reminder: "2026-12-19T09:00:00Z" }] }),
  ).toMatchObject({
    fields: { reminder_lead_minutes: 60 },
    reminders: [{ at: "2026-12-19T09:00:00.000Z" }],
  });
  expect(
    one({ due_date: due, reminder_dates: ["2026-12-19T09:00:00Z"], repeat_after: 604_800 }),
  ).toMatchObject({
    fields: { reminder_lead_minutes: 1_440 },
    reminders: [],
  });
  expect(one({ due_date: "2027-03-01T09:00:00Z", reminders: [far] }).reminders).toEqual([
    { at: "2027-01-20T09:00:00.000Z" },
  ]);
  expect(one({ due_date: due, done: true, reminders: [relative] })).toMatchObject({
    fields: { reminder_lead_minutes: null },
    reminders: [],
  });
});

test("lists of namespaces, projects inside others and of the archive come in as tags, and that is told", () => {
  const old = readVikunja(
    [{ title: "Home", lists: [{ title: "Garden", tasks: [{ id: 1, title: "Mow" }] }] }],
    { now },
  );
  expect(old.tasks.map(({ fields }) => [fields.title, fields.tags])).toEqual([["Mow", ["Garden"]]]);
  const { warnings } = readVikunja(
    [{ title: "A", parent_project_id: 3, is_archived: true, tasks: [{ id: 1, title: "x" }] }],
    { now },
  );
  expect(warnings?.map(({ code }) => code)).toEqual([
    "lost_archived_projects",
    "lost_sub_projects",
  ]);
});
