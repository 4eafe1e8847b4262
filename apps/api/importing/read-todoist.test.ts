import { expect, test } from "vitest";
import { readTodoist } from "./read-todoist.ts";

const header =
  "TYPE,CONTENT,DESCRIPTION,IS_COLLAPSED,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG";
// A Tuesday, noon in Berlin.
const context = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-24T11:00:00Z") };
const read = (...lines: string[]) => readTodoist(lines.join("\n"), context);
/** What a CSV of these rows comes to: the title, the notes and what is said of each task. */
const rows = (...lines: string[]) => read(header, ...lines).tasks;
const saidOf = (task: ReturnType<typeof rows>[number] | undefined) =>
  task?.warnings?.map((one) => (typeof one === "string" ? one : [one.line, one.field, one.value]));

test("a row has what its cells say", () => {
  const [task] = rows(
    "task,Call Ann @phone @R&D,Soon,,1,1,Me (1),,17 Aug,en,Europe/Berlin,,None,,",
  );
  expect(task?.fields).toEqual({
    title: "Call Ann",
    notes: "Soon",
    tags: ["phone", "R&D"],
    priority: "urgent",
    due_date: "2026-08-17",
  });
  expect(task?.warnings).toEqual([]);
});

test.each([
  ["PRIORITY", "task,A,,,high,1,,,,,,,,,", "Priority: high"],
  ["DATE", "task,A,,,4,1,,,when it rains,en,,,,,", "Date: when it rains"],
  ["DATE", "task,A,,,4,1,,,demain,fr,,,,,", "Date: demain"],
  ["DEADLINE", "task,A,,,4,1,,,tomorrow,en,,,,2026-12-24,en", "Deadline: 2026-12-24"],
  ["DEADLINE", "task,A,,,4,1,,,,,,,,never,en", "Deadline: never"],
  ["DURATION", "task,A,,,4,1,,,,,,45,minute,,", "Duration: 45 minutes"],
  ["RESPONSIBLE", "task,A,,,4,1,,Bo (2),,,,,,,", "Assigned to: Bo (2)"],
  ["TIMEZONE", "task,A,,,4,1,,,tomorrow,en,Mars/Olympus,,,,", "Time zone: Mars/Olympus"],
  ["column 16", "task,A,,,4,1,,,,,,,,,,more", "column 16: more"],
])("what cannot be kept of %s stands in the notes, and is said", (field, row, notes) => {
  const [task] = rows(row);
  expect(task?.fields).toMatchObject({ title: "A", notes });
  expect(saidOf(task)).toEqual([[2, field, notes.slice(notes.indexOf(":") + 2)]]);
});

test("an odd level is another, an odd type a task, and both are said", () => {
  const tasks = rows("task,A,,,4,one,,,,,,,,,", "tusk,B,,,4,99,,,,,,,,,");
  expect(tasks.map(({ fields }) => fields.title)).toEqual(["A", "B"]);
  expect(tasks.flatMap(saidOf)).toEqual([
    [2, "INDENT", "one"],
    [3, "TYPE", "tusk"],
    [3, "INDENT", "99"],
  ]);
});

test("a deadline without a date is the due date", () => {
  const [task] = rows("task,A,,,4,1,,,,,,,,2026-12-24,en");
  expect(task?.fields).toMatchObject({ due_date: "2026-12-24", notes: "" });
  expect(saidOf(task)).toEqual([[2, "DEADLINE", "2026-12-24"]]);
});

test("columns may stand in any order, be missing, and be others", () => {
  const { tasks } = read("content;Effort;type;date", "A;big;task;2026-12-24", ";;;", "B");
  expect(tasks.map(({ fields: { title, due_date } }) => [title, due_date])).toEqual([
    ["A", "2026-12-24"],
    ["B", undefined],
  ]);
  expect(tasks[0]?.fields.notes).toBe("EFFORT: big");
  expect(read("CONTENT,INDENT", "A,1", "B,2").tasks[1]?.fields.notes).toBe("Part of: A");
  expect(read("CONTENT", "A").tasks[0]?.fields.title).toBe("A");
});

test("levels say whose part a task is, up to the next section", () => {
  const tasks = rows(
    "task,A,,,,1,,,,,,,,,",
    "task,B,,,,2,,,,,,,,,",
    "task,C,,,,4,,,,,,,,,",
    "section,S,,,,,,,,,,,,,",
    "task,D,,,,2,,,,,,,,,",
  );
  const notes = tasks.map(({ fields }) => fields.notes);
  expect(notes).toEqual(["", "Part of: A", "Part of: B", ""]);
  expect(tasks.at(-1)?.fields.tags).toEqual(["S"]);
});

test("a comment goes with its task, with its author, time and files", () => {
  const file = '[[file {""file_name"":""a.pdf"",""file_url"":""https://x/a""}]]';
  const { tasks, warnings } = read(
    header,
    "project_note,Of all,,,,,,,,,,,,,",
    "task,A,,,,1,,,,,,,,,",
    "note,Plain,,,,,,,,,,,,,",
    `note,"See ${file}",,,,,Ada (1),,2026-07-17T10:00:00.000000Z,,,,,,`,
    "section,S,With words,,,,,,,,,,,,",
    "note,Of the section,,,,,,,,,,,,,",
    "task,B,,,,1,,,,,,,,,",
  );
  expect(tasks.map(({ fields }) => fields.notes)).toEqual([
    "Of all\n\nPlain\n\nComment (Ada, 2026-07-17): See Attachment: a.pdf https://x/a",
    "S: With words\n\nOf the section",
  ]);
  expect(warnings?.map(({ code, value }) => [code, value])).toEqual([
    ["lost_comments", "5"],
    ["lost_attachments", "1"],
    ["lost_sections", "1"],
  ]);
});

test("lines of a description end alike, whoever wrote them", () => {
  const [task] = rows('task,A,"One\r\nTwo\rThree",,4,1,,,,,,,,,');
  expect(task?.fields.notes).toBe("One\nTwo\nThree");
});

test("a zone may have its name of Windows", () => {
  const [task] = rows("task,A,,,4,1,,,2026-12-01 09:00,en,W. Europe Standard Time,,,,");
  expect(task?.fields.due_date).toBe("2026-12-01T08:00:00.000Z");
  expect(task?.warnings).toEqual([]);
});

test("that tasks are of several people is said once", () => {
  const authors = (...names: string[]) =>
    read(header, ...names.map((name) => `task,A,,,4,1,${name},,,,,,,,`)).warnings;
  expect(authors("Ada (1)", "Ada (1)")).toEqual([]);
  expect(authors("Ada (1)", "Bo (2)")).toMatchObject([{ code: "lost_authors", value: "2" }]);
});

test("a comment that no task follows is told as what is left out", () => {
  expect(read(header, "note,Alone,,,,,,,,,,,,,")).toMatchObject({
    tasks: [],
    errors: [{ line: 2, message: expect.stringContaining("Alone") }],
  });
});

test("a quote that is never closed costs nothing", () => {
  const tasks = rows('task,Screws 5" long,,,1,1,,,,,,,,,', 'task,"open,,,2,1', "task,C,,,3,1");
  expect(tasks.map(({ fields: { title, priority } }) => [title, priority])).toEqual([
    ['Screws 5" long', "urgent"],
    ["open", "high"],
    ["C", "medium"],
  ]);
  expect(tasks[1]?.warnings).toMatchObject([{ line: 3, code: "open_quote" }]);
});

test("of labels alone, or of a description alone, there is a task", () => {
  const titles = rows("task,@a @b,,,,1", "task,,What to do,,,1", "task,* Heading,,,,1");
  expect(titles.map(({ fields }) => fields.title)).toEqual(["@a @b", "What to do", "Heading"]);
});

test("what is no CSV of Todoist is refused", () => {
  expect(() => read("Buy milk", "Bread")).toThrow("no CSV of Todoist");
});
