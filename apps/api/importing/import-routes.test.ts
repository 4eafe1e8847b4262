import type { Reminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import type { Export, ImportResult } from "@pakaura/contract/transfer";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let users = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const somebody = (fields: object = {}): Promise<TestUser> => {
  users += 1;
  return api.signUp(`user${users}`, fields);
};

function send(user: TestUser, payload: string | Buffer, query = "", type = "text/plain") {
  return api.app.inject({
    method: "POST",
    url: `/api/v1/import${query}`,
    headers: { cookie: user.cookie, "content-type": type },
    payload,
  });
}
async function bring(user: TestUser, payload: string | Buffer, query = ""): Promise<ImportResult> {
  const answer = await send(user, payload, query);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
async function tasksOf(user: TestUser): Promise<Task[]> {
  const page: { items: Task[] } = (
    await user.request("GET", "/tasks?per_page=100&sort=title")
  ).json();
  return page.items;
}
async function exportOf(user: TestUser): Promise<Export> {
  const answer = await user.request("GET", "/export");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="pakaura-/);
  return answer.json();
}

/** An account with something of everything. */
async function lived(): Promise<TestUser> {
  const user = await somebody({ time_zone: "Europe/Berlin" });
  const create = async (body: object): Promise<Task> =>
    (await user.request("POST", "/tasks", body)).json();
  const series = await create({
    title: "Water the plants",
    notes: "**Twice**\nthe fern",
    due_date: "2030-01-07T09:00:00Z",
    recurrence: { pattern: "weekly", day_of_week: ["MO", "TH"], count: 10 },
    tags: ["home", "pflanzen"],
    priority: "high",
  });
  await user.request("POST", `/tasks/${series.id}/reminders`, { lead_minutes: 1_440 });
  await user.request("PATCH", `/tasks/${series.id}?scope=this`, { title: "Water with rain" });
  await user.request("POST", `/tasks/${series.id}/complete`);
  await api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${series.id}/settle-series`,
    payload: { user_id: user.id, correlation_id: "c" },
  });
  const gone = await create({ title: "Gone", due_date: "2030-02-01" });
  await user.request("DELETE", `/tasks/${gone.id}`);
  const plain = await create({ title: "Plain", reminder_lead_minutes: null });
  await user.request("PATCH", `/tasks/${plain.id}`, { tags: ["once"] });
  await user.request("PATCH", `/tasks/${plain.id}`, { tags: [] });
  await user.request("PATCH", "/me", { week_start: "sunday", default_reminder_lead_minutes: 5 });
  return user;
}

const withoutTime = (one: Export) => ({ ...one, exported_at: "" });

test("an export comes back equal in an account of another installation", async () => {
  const first = await exportOf(await lived());
  const elsewhere = await startTestApi();
  const answer = await elsewhere.app.inject({
    method: "POST",
    url: "/api/v1/import",
    headers: { cookie: elsewhere.ann.cookie, "content-type": "application/json" },
    payload: JSON.stringify(first),
  });
  expect(answer.json()).toMatchObject({ format: "pakaura", total: 4, created: 4, failed: 0 });
  const second: Export = (await elsewhere.ann.request("GET", "/export")).json();
  await elsewhere.close();
  expect(withoutTime(second)).toEqual(withoutTime(first));
});

test("an export comes into another account of the same installation, once, with ids of its own", async () => {
  const first = await exportOf(await lived());
  const other = await somebody();
  expect(await bring(other, JSON.stringify(first))).toMatchObject({ created: 4, skipped: 0 });
  expect(await bring(other, JSON.stringify(first))).toMatchObject({ created: 0, skipped: 4 });
  const second = await exportOf(other);
  const words = (one: Export) =>
    one.tasks.map(({ title, due_date, notes }) => [title, due_date, notes]);
  expect(words(second)).toEqual(words(first));
  expect(second.settings).toEqual(first.settings);
  // The next instance is known as the one that follows, and is not made again.
  const done = second.tasks.find(({ title }) => title === "Water with rain");
  await api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${done?.id}/settle-series`,
    payload: { user_id: other.id, correlation_id: "c" },
  });
  expect((await exportOf(other)).tasks).toHaveLength(4);
});

test("a dry run tells what would happen, and does nothing", async () => {
  const user = await somebody();
  const result = await bring(user, "Buy milk\n\n- [x] Sweep\n2. Call Ada\n", "?dry_run=true");
  expect(result).toMatchObject({ dry_run: true, format: "lines", total: 3, created: 3 });
  expect(await tasksOf(user)).toEqual([]);
});

test("a dry run shows the first tasks that would be new, and an import none", async () => {
  const user = await somebody({ time_zone: "Europe/Berlin" });
  const file = await exportOf(await lived());
  const seen = await bring(user, JSON.stringify(file), "?dry_run=true");
  expect(seen.examples).toHaveLength(seen.created);
  expect(seen.examples).toContainEqual({
    title: "Water with rain",
    due_date: "2030-01-07T09:00:00.000Z",
    priority: "high",
    tags: ["home", "pflanzen"],
  });
  const many = Array.from({ length: 9 }, (_, index) => `Line ${index}`).join("\n");
  expect((await bring(user, many, "?dry_run=true")).examples).toHaveLength(5);
  expect((await bring(user, many)).examples).toEqual([]);
});

test("plain lines become tasks, without bullets and boxes", async () => {
  const user = await somebody();
  await bring(user, "Buy milk\r\n* [ ] Feed the cat\n- [x] Sweep\n2. Call Ada\n   \n");
  expect((await tasksOf(user)).map(({ title, completed }) => [title, completed])).toEqual([
    ["Buy milk", false],
    ["Call Ada", false],
    ["Feed the cat", false],
    ["Sweep", true],
  ]);
});

test("a title that is too long is cut, said with its line, and goes on in the notes", async () => {
  const user = await somebody();
  const result = await bring(user, `Good\n${"x".repeat(501)}\nAlso good`);
  expect(result).toMatchObject({ total: 3, created: 3, failed: 0 });
  expect(result.warnings).toMatchObject([
    { line: 2, title: "x".repeat(200), message: expect.stringContaining("title") },
  ]);
  expect((await tasksOf(user)).at(-1)).toMatchObject({ title: "x".repeat(500), notes: "x" });
});

test("tasks that do not say when they were made keep the order of the file", async () => {
  const user = await somebody();
  const titles = Array.from({ length: 60 }, (_, index) => `Line ${(index * 37) % 60}`);
  await bring(user, titles.join("\n"));
  const { items } = (
    await user.request("GET", "/tasks?per_page=100&sort=created_at&order=asc")
  ).json<{ items: Task[] }>();
  expect(items.map(({ title }) => title)).toEqual(titles);
  expect(new Set(items.map((task) => task.created_at))).toHaveProperty("size", 60);
});

test("Todoist's CSV is taken with labels, notes, sections, priorities and dates", async () => {
  const user = await somebody({ time_zone: "Europe/Berlin" });
  const csv = [
    "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE",
    "section,Garden work,,,,,,,,",
    'task,"Cut the ""old"" hedge @outdoor @Big_tools",Both sides,1,1,Ada (1),,2030-05-04,en,Europe/Berlin',
    "task,Rake the leaves,,3,2,Ada (1),,every other week,en,",
    "note,Into the green bin,,,,,,,,",
    "task,Water,,4,1,Ada (1),,every mon and thu at 9am,en,Europe/Berlin",
    "task,Odd date,,2,1,,,when the moon is full,en,",
    "task,,,,,,,,,",
    "thing,Rows that are odd,,,,,,,,",
  ].join("\n");
  const result = await bring(user, csv);
  expect(result).toMatchObject({ format: "todoist", total: 6, created: 5, failed: 1 });
  expect(result.errors.map(({ line }) => line)).toEqual([8]);
  expect(result.warnings.map(({ line, code, field }) => [line, code ?? field])).toEqual([
    [2, "lost_sections"],
    [4, "lost_hierarchy"],
    [5, "lost_comments"],
    [7, "not_understood"],
    [9, "taken_as_task"],
  ]);
  const [hedge, odd, rake, , water] = await tasksOf(user);
  expect(hedge).toMatchObject({
    title: 'Cut the "old" hedge',
    notes: "Both sides",
    priority: "urgent",
    tags: ["big-tools", "garden-work", "outdoor"],
    due_date: "2030-05-04",
  });
  expect(odd).toMatchObject({
    priority: "high",
    due_date: null,
    notes: "Date: when the moon is full",
  });
  expect(rake).toMatchObject({
    notes: 'Part of: Cut the "old" hedge\n\nInto the green bin',
    priority: "medium",
    recurrence: { interval: 2 },
  });
  expect(water).toMatchObject({ priority: "none", recurrence: { day_of_week: ["MO", "TH"] } });
  expect(new Date(water?.due_date ?? "").toISOString()).toMatch(/T0[78]:00/);
});

const todo = (...lines: string[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:x",
    "BEGIN:VTODO",
    ...lines,
    "END:VTODO",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

test("iCalendar tasks are taken with zones, alarms and recurrence, and once by their UID", async () => {
  const user = await somebody({ time_zone: "America/New_York" });
  const calendar = todo(
    "UID:one@example.org",
    "DTSTAMP:20260101T000000Z",
    "SUMMARY:Dentist\\, at last",
    "DESCRIPTION:Bring\\nthe card",
    "DUE;TZID=Europe/Berlin:20300107T090000",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=7",
    "PRIORITY:5",
    "CATEGORIES:Health,Home office",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER;RELATED=END:-PT30M",
    "END:VALARM",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER;RELATED=END:-P1D",
    "END:VALARM",
  );
  expect(await bring(user, calendar)).toMatchObject({ format: "icalendar", created: 1 });
  expect(await bring(user, calendar)).toMatchObject({ created: 0, skipped: 1 });
  const [task] = await tasksOf(user);
  expect(task).toMatchObject({
    title: "Dentist, at last",
    notes: "Bring\nthe card",
    due_date: "2030-01-07T08:00:00.000Z",
    reminder_lead_minutes: 30,
    priority: "medium",
    tags: ["health", "home-office"],
    recurrence: { rrule: "FREQ=MONTHLY;BYMONTHDAY=7" },
  });
  const page = (await user.request("GET", `/reminders?task=${task?.id}`)).json();
  expect(page.items.filter(({ own }: Reminder) => !own)).toMatchObject([
    { lead_minutes: 1_440, remind_at: "2030-01-06T08:00:00.000Z" },
  ]);
});

test("the example task of RFC 5545 (section 3.6.2) is taken, and its status decides that it is open", async () => {
  const user = await somebody();
  const calendar = todo(
    "UID:20070514T103211Z-123404@example.com",
    "DTSTAMP:20070514T103211Z",
    "DTSTART:20070514T110000Z",
    "DUE:20070709T130000Z",
    "COMPLETED:20070707T100000Z",
    "SUMMARY:Submit Revised Internet-Draft",
    "PRIORITY:1",
    "STATUS:NEEDS-ACTION",
  );
  expect(await bring(user, calendar)).toMatchObject({
    created: 1,
    failed: 0,
    warnings: [
      { line: 7, code: "lost_starts" },
      { line: 9, field: "COMPLETED", value: "20070707T100000Z" },
    ],
  });
  expect(await tasksOf(user)).toMatchObject([
    {
      title: "Submit Revised Internet-Draft",
      notes: "Was completed: 2007-07-07T10:00:00.000Z\nStart: 2007-05-14 11:00 (UTC)",
      due_date: "2007-07-09T13:00:00.000Z",
      completed_at: null,
      priority: "urgent",
    },
  ]);
});

test("what is broken in a task of a calendar is told with its line, and every task goes in", async () => {
  const user = await somebody();
  const calendar = [
    "BEGIN:VCALENDAR",
    "BEGIN:VTIMEZONE",
    "TZID:Office",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0300",
    "END:STANDARD",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    "no property at all",
    "END:VEVENT",
    "BEGIN:VTODO",
    "SUMMARY:In the office",
    "DUE;TZID=Office:20300107T090000",
    "END:VTODO",
    "BEGIN:VTODO",
    "SUMMARY:Elsewhere",
    "DUE;TZID=Nowhere:20300107T090000",
    "END:VTODO",
    "BEGIN:VTODO",
    "SUMMARY:Odd",
    "no property at all",
    "END:VTODO",
    "BEGIN:VTODO",
    "END:VTODO",
    "BEGIN:VTODO",
    "SUMMARY:Cut off",
    "DUE:20300107T090000Z",
  ].join("\r\n");
  const said = {
    errors: [{ line: 25, title: null }],
    warnings: [
      { line: 10, message: expect.stringContaining("1 event is") },
      { line: 19, title: "Elsewhere", field: "DUE" },
      { line: 27, title: "Cut off" },
    ],
  };
  const promised = await bring(user, calendar, "?dry_run=true");
  expect(promised).toMatchObject({ ...said, created: 4, failed: 1 });
  expect(await bring(user, calendar)).toMatchObject({ ...said, created: 4, failed: 1 });
  expect(await tasksOf(user)).toMatchObject([
    { title: "Cut off", due_date: "2030-01-07T09:00:00.000Z" },
    { title: "Elsewhere", due_date: "2030-01-07T09:00:00.000Z" },
    { title: "In the office", due_date: "2030-01-07T06:00:00.000Z" },
    { title: "Odd", notes: "no property at all" },
  ]);
});

test("an iCalendar task with a duration is due at its end", async () => {
  const user = await somebody();
  await bring(user, todo("SUMMARY:Mow", "DTSTART:20300107T090000Z", "DURATION:PT1H30M"));
  await bring(user, todo("SUMMARY:Rest", "DTSTART;VALUE=DATE:20300107", "DURATION:P1D"));
  expect(await tasksOf(user)).toMatchObject([
    { title: "Mow", due_date: "2030-01-07T10:30:00.000Z" },
    { title: "Rest", due_date: "2030-01-07" },
  ]);
});

test("other requests are answered while a large file is read", async () => {
  const user = await somebody();
  const rows = Array.from({ length: 3_000 }, (_, index) => [
    "BEGIN:VTODO",
    `SUMMARY:Task ${index}`,
    "DUE:20300107T090000Z",
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
    "END:VTODO",
  ]);
  const file = ["BEGIN:VCALENDAR", ...rows.flat(), "END:VCALENDAR"].join("\r\n");
  let isRead = false;
  const started = performance.now();
  const reading = bring(user, file, "?dry_run=true").finally(() => (isRead = true));
  let longestMs = 0;
  while (!isRead) {
    const asked = performance.now();
    expect((await api.ann.request("GET", "/me")).statusCode).toBe(200);
    longestMs = Math.max(longestMs, performance.now() - asked);
  }
  expect(await reading).toMatchObject({ total: 3_000, created: 3_000 });
  expect(longestMs).toBeLessThan((performance.now() - started) / 4);
});

test("a recurrence that cannot be is left out with a warning, and the task goes in", async () => {
  const user = await somebody();
  const before = process.cpuUsage();
  const result = await bring(
    user,
    todo(
      "UID:bomb",
      "SUMMARY:Tick",
      "DUE:20300107T090000Z",
      "RRULE:FREQ=SECONDLY;COUNT=1000000000",
    ),
  );
  // In microseconds of this process, whatever else the machine does.
  expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  expect(result).toMatchObject({ created: 1, warnings: [{ line: 8, title: "Tick" }] });
  expect(await tasksOf(user)).toMatchObject([{ title: "Tick", recurrence: null }]);
});

const vikunja = [
  {
    title: "Home office",
    tasks: [
      {
        id: 7,
        title: "Fix the chair",
        description: "<p>With <strong>glue</strong> &amp; care</p><ul><li>clean</li></ul>",
        done: false,
        done_at: "0001-01-01T00:00:00Z",
        due_date: "2030-03-01T12:00:00Z",
        priority: 3,
        labels: [{ title: "Repairs" }],
        reminders: [
          { reminder: "2030-03-01T11:00:00Z", relative_period: -3600, relative_to: "due_date" },
        ],
        repeat_after: 604800,
        repeat_mode: 2,
        created: "2026-01-01T08:00:00Z",
      },
      { id: 8, title: "Done already", done: true, done_at: "2026-02-01T08:00:00Z" },
      { id: 9 },
    ],
  },
];

test("Vikunja's export is taken as JSON and in its archive", async () => {
  const user = await somebody();
  const json = JSON.stringify(vikunja);
  const zip = zipSync({ "data.json": Buffer.from(json), "filters.json": Buffer.from("[]") });
  expect(await bring(user, Buffer.from(zip))).toMatchObject({
    format: "vikunja",
    created: 2,
    failed: 1,
    errors: [{ line: 3 }],
  });
  expect(await bring(user, json)).toMatchObject({ created: 0, skipped: 2 });
  expect(await tasksOf(user)).toMatchObject([
    { title: "Done already", completed: true },
    {
      title: "Fix the chair",
      notes: "With glue & care\n- clean",
      priority: "high",
      tags: ["home-office", "repairs"],
      reminder_lead_minutes: 60,
      recurrence: { rrule: "FREQ=DAILY;INTERVAL=7", from: "completion" },
      created_at: "2026-01-01T08:00:00.000Z",
    },
  ]);
});

test("Super Productivity's backup is taken", async () => {
  const user = await somebody();
  const backup = {
    timestamp: 1,
    data: {
      project: { ids: ["p"], entities: { p: { id: "p", title: "Garden" } } },
      tag: { ids: ["t"], entities: { t: { id: "t", title: "Soon" } } },
      taskRepeatCfg: {
        ids: ["r"],
        entities: {
          r: { id: "r", repeatCycle: "WEEKLY", repeatEvery: 2, monday: true, friday: true },
        },
      },
      task: {
        ids: ["a", "b"],
        entities: {
          a: {
            id: "a",
            title: "Mow",
            isDone: false,
            dueDay: "2030-04-01",
            tagIds: ["t"],
            projectId: "p",
            repeatCfgId: "r",
            created: 1_700_000_000_000,
          },
          b: {
            id: "b",
            title: "Sharpen",
            isDone: true,
            doneOn: 1_700_000_100_000,
            parentId: "a",
            notes: "blade",
          },
        },
      },
    },
  };
  expect(await bring(user, JSON.stringify(backup))).toMatchObject({
    format: "super_productivity",
    created: 2,
  });
  expect(await tasksOf(user)).toMatchObject([
    { title: "Mow", due_date: "2030-04-01", tags: ["garden", "soon"], recurrence: { interval: 2 } },
    { title: "Sharpen", completed: true, notes: "Part of: Mow\n\nblade" },
  ]);
});

test.each([
  ["nothing", "", "validation_failed"],
  ["what is no text", Buffer.from([0xff, 0xfe, 0x00]), "validation_failed"],
  ["JSON of something else", '{"a":1}', "validation_failed"],
  ["JSON that is broken", "{not json", "invalid_json"],
  ["JSON that was cut off", '{\n  "format": "pakaura",\n  "tasks": [\n', "invalid_json"],
  ["a list that was cut off", '[{"title":"Home",', "invalid_json"],
  [
    "an export of a shape that is not ours",
    '{"format":"pakaura","version":9}',
    "validation_failed",
  ],
  ["a calendar without tasks", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "validation_failed"],
  ["a calendar that was cut off", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "validation_failed"],
  ["a table of another product", "Title,Due Date\nMilk,2026-12-24\n", "validation_failed"],
  ["a document", "%PDF-1.7 and so on", "validation_failed"],
  [
    "an archive without tasks",
    Buffer.from(zipSync({ "a.txt": Buffer.from("a") })),
    "validation_failed",
  ],
])("%s is refused", async (_words, payload, code) => {
  const answer = await send(api.ann, payload);
  expect([400, 422]).toContain(answer.statusCode);
  expect(answer.json().code).toBe(code);
  expect(answer.json().detail).not.toBe("");
});

test("a file is taken out of the form that it was sent in", async () => {
  const user = await somebody();
  const form = (body: string) => send(user, body, "", "multipart/form-data; boundary=edge");
  const part = (name: string, content: string) =>
    `--edge\r\nContent-Disposition: form-data; ${name}\r\n\r\n${content}\r\n`;
  const file = part('name="file"; filename="tasks.txt"', "[ ] Milk\nBread");
  const answer = await form(`${part('name="note"', "mine")}${file}--edge--\r\n`);
  expect(answer.json()).toMatchObject({ format: "lines", created: 2 });
  expect((await form(`${part('name="note"', "mine")}--edge--\r\n`)).statusCode).toBe(422);
  expect((await form("--edge\r\nno form")).statusCode).toBe(422);
});

test("what is refused is told by what it is, and where it is broken, with what can be read", async () => {
  const told = async (payload: string) => (await send(api.ann, payload)).json();
  expect(await told('{\n "a": [1,\n  2,,3]}')).toMatchObject({
    status: 400,
    detail: expect.stringMatching(/line 3, column 5\. What can be read: .*Todoist/),
    errors: [
      {
        field: "file",
        code: "unreadable",
        message: expect.stringContaining("line 3"),
        reason: "json_mistake",
        value: "3, 5",
      },
    ],
  });
  expect(await told("Title,Due Date\nMilk,2026-12-24\n")).toMatchObject({
    status: 422,
    detail: expect.stringMatching(/columns title, due date.*What can be read/),
    errors: [{ reason: "other_table", value: "title, due date" }],
  });
});

test("of a form with several files none is taken for all", async () => {
  const part = (name: string) =>
    `--edge\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\nMilk\r\n`;
  const form = `${part("a.txt")}${part("b.txt")}--edge--\r\n`;
  const answer = await send(api.ann, form, "", "multipart/form-data; boundary=edge");
  expect(answer.statusCode).toBe(422);
});

test("a file that is told to be a CSV has one column, without its name", async () => {
  const user = await somebody();
  const answer = await send(user, 'Title\nMilk\n"Bread, butter"\n', "", "text/csv");
  expect(answer.json()).toMatchObject({ format: "lines", created: 2, warning_count: 1 });
  expect((await tasksOf(user)).map(({ title }) => title)).toEqual(["Bread, butter", "Milk"]);
});

test("the rows of a file stay in their order, each a moment after the one before it", async () => {
  const user = await somebody();
  await bring(user, Array.from({ length: 30 }, (_, index) => `Line ${index}`).join("\n"));
  const page = await user.request("GET", "/tasks?per_page=100&sort=created_at&order=asc");
  const { items } = page.json<{ items: Task[] }>();
  expect(items.map(({ title }) => title)).toEqual(items.map((_, index) => `Line ${index}`));
  expect(new Set(items.map(({ created_at: at }) => at)).size).toBe(30);
});

test("an archive that would unpack to far more than it is, is not unpacked", async () => {
  const bomb = zipSync({ "data.json": Buffer.alloc(60_000_000, 0x20) }, { level: 9 });
  expect(bomb.length).toBeLessThan(100_000);
  const answer = await send(api.ann, Buffer.from(bomb));
  expect(answer.statusCode).toBe(422);
});

test("a file that is too large, or has too many tasks, is refused", async () => {
  const large = await send(api.ann, Buffer.alloc(52_428_800, 0x61));
  expect(large.statusCode).toBe(413);
  const many = await send(api.ann, "a\n".repeat(20_001));
  expect(many.json().errors[0].code).toBe("too_many");
});

test("export and import need a session, and a token that may write", async () => {
  const none = await api.app.inject({ method: "POST", url: "/api/v1/import", payload: "x" });
  expect(none.statusCode).toBe(401);
  expect((await api.app.inject({ url: "/api/v1/export" })).statusCode).toBe(401);
  const odd = await send(api.ann, "x", "?dry_run=perhaps");
  expect(odd.statusCode).toBe(422);
  const created = await api.ann.request("POST", "/tokens", { name: "t", scope: "read" });
  const headers = { authorization: `Bearer ${created.json().token}`, "content-type": "text/plain" };
  const refused = await api.app.inject({
    method: "POST",
    url: "/api/v1/import",
    headers,
    payload: "x",
  });
  expect(refused.statusCode).toBe(403);
});
