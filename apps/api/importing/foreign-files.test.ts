import { Problem } from "@pakaura/service/problem";
import fc from "fast-check";
import { expect, test } from "vitest";
import { foreignFiles, formatOfFile } from "./foreign-files.case.ts";
import { readFile } from "./read-file.ts";

const context = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-29T12:00:00Z") };
const names = Object.keys(foreignFiles) as (keyof typeof foreignFiles)[];

async function readText(text: string | Buffer) {
  const file = await readFile({ bytes: Buffer.from(text), isCsv: false }, undefined, context);
  if (!("tasks" in file)) throw new Error("no tasks");
  return file;
}

async function read(name: keyof typeof foreignFiles) {
  const { tasks, warnings = [] } = await readText(foreignFiles[name]);
  const find = (title: string) => {
    const task = tasks.find(({ fields }) => fields.title === title);
    if (task === undefined) throw new Error(`no ${title}`);
    return { ...task.fields, ...task, told: task.warnings?.map(({ field }) => field) };
  };
  return { find, titles: tasks.map(({ fields }) => fields.title), lost: codes(warnings) };
}

const codes = (all: readonly { code: string; value?: string | undefined }[]) =>
  Object.fromEntries(all.map(({ code, value }) => [code.replace("lost_", ""), value]));

test.each(names)("%s is known by what is in it", async (name) => {
  expect((await readText(foreignFiles[name])).format).toBe(formatOfFile(name));
});

test("TickTick: days in their zone, rules, reminders, check items and sub-tasks", async () => {
  const { find, lost } = await read("ticktick");
  expect(find("Water plants")).toMatchObject({
    due_date: "2026-12-02",
    priority: "medium",
    tags: ["green", "garden", "Private", "Home", "Today"],
    reminder_lead_minutes: 0,
    recurrence: { rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE" },
    told: ["REPEAT"],
  });
  expect(find("Report")).toMatchObject({
    due_date: "2026-12-03T09:30:00.000Z",
    notes: "Two\nlines\n\nStart: 2026-12-03T08:00:00.000Z",
    priority: "high",
    reminder_lead_minutes: 30,
  });
  expect(find("Numbers")).toMatchObject({
    notes: "Part of: Report",
    completedAt: "2026-02-04T08:00:00.000Z",
  });
  expect(find("Milk")).toMatchObject({ notes: "Part of: Shop", completedAt: null });
  expect(find("Bread").completedAt).not.toBeNull();
  expect(lost).toEqual({ lists: "2", sections: "1", starts: "1", hierarchy: "3" });
});

test("Asana: both files have sections, people, starts, parents and the fields of a team", async () => {
  const csv = await read("asana_csv");
  expect(csv.find("Plan the fair")).toMatchObject({
    due_date: "2026-12-10",
    priority: "high",
    tags: ["fair", "big", "Events", "To do"],
    notes: "Rooms, food\n\nStart: 2026-11-30\nAssigned to: Ada\nEFFORT: 3 days",
    told: ["EFFORT"],
  });
  expect(csv.find("Book a room")).toMatchObject({
    notes: "Part of: Plan the fair",
    completedAt: "2026-02-02",
  });
  const json = await read("asana");
  expect(json.titles).toEqual(["Plan", "Book", "Ask"]);
  expect(json.find("Plan")).toMatchObject({
    priority: "medium",
    tags: ["big", "Fair", "To do"],
    told: ["Effort"],
  });
  expect(json.find("Ask").notes).toBe("Part of: Book");
});

test("Trello: cards with labels, check lists, comments and files; of the CSV it is told what is missing", async () => {
  const json = await read("trello");
  expect(json.find("Paint the door")).toMatchObject({
    due_date: "2026-12-24T17:00:00.000Z",
    reminder_lead_minutes: 60,
    tags: ["green", "Doing", "House"],
    createdAt: "2024-01-11T14:49:36.000Z",
    notes: expect.stringContaining("Comment (Bo, 2026-01-02): White"),
    told: ["Size"],
  });
  expect(json.find("Prime")).toMatchObject({
    notes: "Part of: Paint the door",
    due_date: "2026-12-20T12:00:00.000Z",
  });
  expect(json.find("Sand").completedAt).not.toBeNull();
  expect(json.find("Oil the lock").completedAt).toBe("2026-01-06T08:00:00.000Z");
  const csv = await read("trello_csv");
  expect(csv.find("Paint the door").notes).toContain("Done so far: 1 of 3");
  expect(csv.lost).toMatchObject({
    uncounted_comments: "2",
    uncounted_steps: "3",
    archived_cards: "1",
    attachments: "1",
  });
});

test("Google Tasks: days, times, sub-tasks, links, and what was deleted", async () => {
  const { find, titles, lost } = await read("google_tasks");
  expect(titles).toEqual(["Trip", "Tickets", "Dentist"]);
  expect(find("Trip")).toMatchObject({
    due_date: "2026-12-24",
    notes: "By train\n\nLink: Mail of Ada https://example.org/m\n\nstarred: true",
    told: ["starred"],
    tags: ["My tasks"],
  });
  expect(find("Tickets")).toMatchObject({
    notes: "Part of: Trip",
    completedAt: "2026-01-03T08:00:00.000Z",
  });
  expect(find("Dentist").due_date).toBe("2026-12-03T09:30:00.000Z");
  expect(lost).toEqual({ lists: "1", hierarchy: "1", deleted: "1" });
});

test("Microsoft To Do: days, reminders of a zone of Windows, recurrence, steps and HTML", async () => {
  const { find, titles, lost } = await read("microsoft_todo");
  expect(titles).toEqual(["Milk", "A litre", "A glass", "Bread"]);
  expect(find("Milk")).toMatchObject({
    due_date: "2026-12-04",
    priority: "high",
    notes: "Of the cow\n\nLink: Shop https://example.org/s",
    reminder_lead_minutes: 0,
    recurrence: { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;WKST=SU;UNTIL=20270301" },
    tags: ["Blue", "Groceries"],
    told: [],
  });
  expect(find("A glass")).toMatchObject({
    notes: "Part of: Milk",
    completedAt: "2026-01-02T08:00:00.000Z",
  });
  expect(lost).toEqual({ lists: "1", hierarchy: "2", attachments: "1" });
});

test("Things: areas, projects, headings, reminders, deadlines and check lists of either file", async () => {
  const { find, titles } = await read("things");
  expect(titles).toEqual(["Move", "Boxes", "Kitchen", "Cups", "Call Bo"]);
  expect(find("Kitchen")).toMatchObject({
    due_date: "2026-12-05T17:00:00.000Z",
    reminders: [{ at: "2026-12-05T17:00:00.000Z" }],
    notes: "Deadline: 2026-12-20",
    tags: ["Rooms", "Move", "Family"],
  });
  expect(find("Call Bo")).toMatchObject({ notes: "When: someday", told: ["when"] });
  const other = await read("things_database");
  expect(other.titles).toEqual(["Write", "Plot", "Old"]);
  expect(other.find("Old")).toMatchObject({
    completedAt: "2026-01-02T07:00:00.000Z",
    notes: "Status: cancelled",
  });
  expect(other.lost).toEqual({ hierarchy: "1", deleted: "1" });
});

test("Todoist's Sync JSON: recurrence in words, reminders, comments, people, deadlines", async () => {
  const { find, titles, lost } = await read("todoist");
  expect(titles).toEqual(["Water", "Can"]);
  expect(find("Water")).toMatchObject({
    due_date: "2026-12-07T08:00:00.000Z",
    priority: "urgent",
    reminder_lead_minutes: 30,
    recurrence: { pattern: "weekly", day_of_week: ["MO"] },
    tags: ["green", "Garden", "Home"],
    notes: expect.stringContaining("Attachment: a.png https://example.org/a.png"),
  });
  expect(find("Can")).toMatchObject({
    notes: "Part of: Water",
    completedAt: "2026-02-01T08:00:00.000Z",
  });
  expect(lost).toMatchObject({ deadlines: "1", places: "1", comments: "1", deleted: "1" });
});

test("Taskwarrior: midnights are days, a series goes on with its open task, other fields are kept", async () => {
  const { find, titles, lost } = await read("taskwarrior");
  expect(titles).toEqual(["Rent", "Pay in", "Done"]);
  expect(find("Rent")).toMatchObject({
    due_date: "2026-12-01",
    recurrence: { rrule: "FREQ=MONTHLY" },
    tags: ["bank", "home.flat"],
    notes: "Comment (2026-01-02): by transfer\n\nWaits for: Pay in\n\nestimate: PT1H",
    told: ["estimate"],
  });
  expect(lost).toMatchObject({ templates: "1", deleted: "1", dependencies: "1" });
});

test("Taskwarrior writes one task a line as well, and Google one list without others", async () => {
  const [, ...rows] = foreignFiles.taskwarrior.split("\n");
  const lines = rows.slice(0, 3).map((row) => row.replace(/,$/u, ""));
  expect((await readText(lines.join("\n"))).tasks).toHaveLength(3);
  const list = JSON.parse(foreignFiles.google_tasks).items[0];
  expect((await readText(JSON.stringify(list))).tasks).toHaveLength(3);
});

test("Microsoft To Do: tasks alone, and lists with their tasks beside them", async () => {
  const [list] = JSON.parse(foreignFiles.microsoft_todo);
  const apart = { lists: [{ id: "L1", displayName: "A" }], tasks: { L1: list.tasks } };
  for (const value of [{ value: list.tasks }, list.tasks, list, { lists: [list] }, apart])
    expect((await readText(JSON.stringify(value))).tasks).toHaveLength(4);
});

const odd = fc.oneof(
  fc.constantFrom("", "x", "\0", "\ud800", "0001-01-01T00:00:00Z", "+300000-01-01T00:00:00Z"),
  fc.constantFrom("__proto__", "constructor", "FREQ=SECONDLY", "P99999D", "9".repeat(400)),
  fc.constantFrom(-1, 0, 1.5, 9e15, 1e308, null, [], {}, [null], [[]], { dateTime: 5 }),
  fc.json().map((text): unknown => JSON.parse(text)),
);

/** What tells where a task stands, what it is called, and whether it is one. */
const telling = new Set(
  "title name content description displayName type kind status uuid gid deleted is_deleted trashed idCard idList project_id entry".split(
    " ",
  ),
);

function leavesOf(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== "object" || value === null)
    return telling.has(before.at(-1) ?? "") ? [] : [before];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...before, key]));
}

function withValue(whole: unknown, [key = "", ...rest]: string[], value: unknown): unknown {
  const copy: unknown = Array.isArray(whole) ? [...whole] : { ...Object(whole) };
  const inner = rest.length === 0 ? value : withValue(Reflect.get(Object(whole), key), rest, value);
  Object.defineProperty(copy, key, { value: inner, enumerable: true });
  return copy;
}

test.each(names.filter((name) => /^[[{]/u.test(foreignFiles[name])))(
  "%s: a value that is anything at all costs no task",
  async (name) => {
    const whole: unknown = JSON.parse(foreignFiles[name]);
    const titles = (await readText(foreignFiles[name])).tasks.map(({ fields }) => fields.title);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...leavesOf(whole)), odd, async (path, value) => {
        const { tasks } = await readText(JSON.stringify(withValue(whole, path, value)));
        const found = tasks.map(({ fields }) => fields.title);
        expect(found).toEqual(expect.arrayContaining(titles));
        expect(found.length).toBeGreaterThanOrEqual(titles.length);
      }),
      { numRuns: 200 },
    );
  },
);

test.each(["ticktick", "asana_csv", "trello_csv"] as const)(
  "%s: a cell with anything in it costs no row",
  async (name) => {
    const lines = foreignFiles[name].split("\n").filter((line) => line !== "");
    const cells = (lines.at(-1) ?? "").match(/"[^"]*"|[^,]*/gu) ?? [];
    const fill = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const before = lines.slice(0, -1).join("\n");
    const row = cells.filter((cell, index) => cell !== "" || index === 0);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: row.length - 1 }), fc.string(), async (at, text) => {
        const changed = row.map((cell, index) => (index === at ? fill(text) : cell));
        const { tasks } = await readText(`${before}\n${changed.join(",")}\n${lines.at(-1)}\n`);
        const [last] = (await readText(`${before}\n${lines.at(-1)}\n`)).tasks.slice(-1);
        expect(tasks.at(-1)?.fields.title).toBe(last?.fields.title);
      }),
      { numRuns: 50 },
    );
  },
);

test.each(names)("%s: any bytes are read or refused, and nothing else", async (name) => {
  const whole = Buffer.from(foreignFiles[name]);
  const changes = fc.array(
    fc.record({
      at: fc.nat({ max: 4_000 }),
      length: fc.nat({ max: 40 }),
      bytes: fc.uint8Array({ maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      let bytes = whole;
      for (const change of list) {
        const at = change.at % (bytes.length + 1);
        const rest = bytes.subarray(at + change.length);
        bytes = Buffer.concat([bytes.subarray(0, at), change.bytes, rest]);
      }
      const error: unknown = await readFile({ bytes, isCsv: false }, undefined, context).catch(
        (reason: unknown) => reason,
      );
      if (error instanceof Error) expect(error).toBeInstanceOf(Problem);
    }),
    { numRuns: 150 },
  );
});
