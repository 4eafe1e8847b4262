import { expect, test } from "vitest";
import { readColumn, readLines } from "./read-lines.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readTodoTxt } from "./read-todo-txt.ts";

const now = Date.parse("2026-11-24T11:00:00Z");
const titles = ({ tasks }: ReturnType<typeof readLines>) => tasks.map(({ fields }) => fields.title);

test("an item that is indented below another says whose part it is", () => {
  const read = readLines("- Trip\n  - [x] Tickets\n\t1. Train\n- Home\n  so be it", now);
  expect(titles(read)).toEqual(["Trip", "Tickets", "Train", "Home", "so be it"]);
  expect(read.tasks.map(({ fields }) => fields.notes)).toEqual([
    undefined,
    "Part of: Trip",
    "Part of: Tickets",
    undefined,
    undefined,
  ]);
  expect(read.warnings).toMatchObject([{ line: 2, code: "lost_hierarchy", value: "2" }]);
});

test("lines between others are no tasks", () => {
  expect(titles(readLines("Milk\n---\nBread\n=====\n- - -", now))).toEqual([
    "Milk",
    "Bread",
    "- -",
  ]);
});

test("the one column of a CSV has no quotes, and a name", () => {
  const read = readColumn('Title\r\n"Buy ""good"" milk, and\r\neggs"\r\nBread', now);
  expect(titles(read)).toEqual(['Buy "good" milk, and eggs', "Bread"]);
  expect(read.tasks.map(({ line }) => line)).toEqual([2, 4]);
  expect(read.warnings).toMatchObject([{ line: 1, message: expect.stringContaining("Title") }]);
});

test("of Markdown headings are tags, ticked boxes done, and other text is in the notes", () => {
  const document = [
    "Our list",
    "# Home ##",
    "- [x] Milk",
    "  of the cow",
    "- [ ] Trip",
    "    - Tickets",
    "```",
    "- no item",
    "```",
    "## Work",
    "* Report",
  ].join("\n");
  const { tasks, warnings } = readMarkdown(document, { now, timeZone: "UTC" });
  expect(tasks.map(({ fields }) => fields)).toEqual([
    { title: "Milk", notes: "Our list\nof the cow", tags: ["Home"] },
    { title: "Trip", notes: "", tags: ["Home"] },
    { title: "Tickets", notes: "Part of: Trip\n```\n- no item\n```", tags: ["Home"] },
    { title: "Report", notes: "", tags: ["Work"] },
  ]);
  expect(tasks.map(({ completedAt }) => completedAt !== null)).toEqual([true, false, false, false]);
  expect(warnings?.map(({ code, value }) => `${code} ${value}`)).toEqual([
    "lost_texts 5",
    "lost_sections 2",
    "lost_hierarchy 1",
  ]);
});

test("marks of Obsidian Tasks are read, as signs and as fields of Dataview", () => {
  const { tasks, warnings } = readMarkdown(
    [
      "- [ ] Call #family ⏫ 🔁 every week on Monday when done 🛫 2026-12-01 📅 2026-12-07 ➕ 2026-01-02",
      "- [x] Pay ✅ 2026-02-03",
      "  - [-] Ask ❌ 2026-02-04",
      "- [/] Read [due:: 2026-12-24] (priority:: lowest) [repeat:: every blue moon]",
      "- [ ] Odd 📅 2026-02-30 ✅ done deal ⛔ abc ⏳ 2026-12-11",
      "- no box 📅 2026-12-01",
      "- [ ] Again ✅ 2026-02-05",
    ].join("\n"),
    { now, timeZone: "UTC" },
  );
  expect(tasks).toMatchObject([
    {
      fields: {
        title: "Call",
        tags: ["family"],
        priority: "high",
        due_date: "2026-12-07",
        notes: "Start: 2026-12-01",
        recurrence: { pattern: "weekly", day_of_week: ["MO"], from: "completion" },
      },
      createdAt: "2026-01-02",
      completedAt: null,
    },
    { fields: { title: "Pay" }, completedAt: "2026-02-03" },
    {
      fields: { title: "Ask", notes: "Part of: Pay\nStatus: cancelled" },
      completedAt: "2026-02-04",
    },
    {
      fields: { title: "Read", due_date: "2026-12-24", priority: "low" },
      warnings: [{ field: "repeat" }, { field: "status", value: "in progress" }],
    },
    {
      fields: { title: "Odd ✅ done deal", due_date: "2026-12-11" },
      warnings: [{ field: "due", value: "2026-02-30" }],
    },
    { fields: { title: "no box 📅 2026-12-01" } },
    {
      fields: { title: "Again", notes: "Status: open again, ended 2026-02-05" },
      completedAt: null,
    },
  ]);
  expect(warnings?.map(({ code, value }) => `${code} ${value}`)).toEqual([
    "lost_starts 1",
    "lost_hierarchy 1",
    "lost_starts_as_due 1",
    "lost_dependencies 1",
  ]);
});

test("todo.txt has priorities, dates, tags and repetition", () => {
  const read = readTodoTxt(
    [
      "(A) 2026-01-01 Call Ann +Family @phone due:2026-12-24 rec:+1w",
      "x 2026-02-02 2026-02-01 Pay rent pri:B",
      "Read rec:3d",
      "Odd due:2026-02-30 rec:never http://x.org",
      "Later t:2026-12-01 due:2026-12-05",
    ].join("\n"),
    now,
  );
  expect(read.tasks).toMatchObject([
    {
      fields: {
        title: "Call Ann",
        priority: "urgent",
        tags: ["Family", "phone"],
        due_date: "2026-12-24",
        recurrence: { rrule: "FREQ=WEEKLY;INTERVAL=1", from: "due_date" },
      },
      createdAt: "2026-01-01T00:00:00.000Z",
      completedAt: null,
    },
    {
      fields: { title: "Pay rent", priority: "high" },
      createdAt: "2026-02-01T00:00:00.000Z",
      completedAt: "2026-02-02T00:00:00.000Z",
    },
    { fields: { recurrence: { rrule: "FREQ=DAILY;INTERVAL=3", from: "completion" } } },
    {
      fields: { title: "Odd http://x.org", notes: "due: 2026-02-30\nrec: never" },
      warnings: [
        { line: 4, field: "due", value: "2026-02-30" },
        { line: 4, field: "rec", value: "never" },
      ],
    },
    {
      fields: { title: "Later", due_date: "2026-12-05", notes: "Start: 2026-12-01" },
      warnings: [{ line: 5, field: "t", code: "kept_in_notes" }],
    },
  ]);
});
