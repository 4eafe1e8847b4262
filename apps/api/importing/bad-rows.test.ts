import { randomUUID } from "node:crypto";
import type { Export, ImportResult } from "@pakaura/contract/transfer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let users = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const somebody = (): Promise<TestUser> => {
  users += 1;
  return api.signUp(`user${users}`, { time_zone: "Europe/Berlin" });
};

type Row = Record<string, unknown>;

const plain = (fields: Row = {}): Row => ({
  id: randomUUID(),
  title: "Good",
  notes: "",
  due_date: null,
  reminder_lead_minutes: null,
  priority: "none",
  tags: [],
  series: null,
  recurrence_parent_id: null,
  completed_at: null,
  created_at: "2026-01-01T00:00:00.000Z",
  deleted_at: null,
  reminders: [],
  ...fields,
});
const seriesOf = (fields: Row = {}): Row => ({
  id: randomUUID(),
  pattern: "daily",
  interval: 1,
  day_of_week: null,
  day_of_month: null,
  interval_days: null,
  rrule: "FREQ=DAILY",
  from: "due_date",
  active: true,
  starts_at: "2026-01-01",
  starts_number: 1,
  next_values: null,
  occurrence: "2026-01-01",
  occurrence_number: 1,
  ...fields,
});
const recurring = (series: Row = {}, fields: Row = {}): Row =>
  plain({ due_date: "2026-01-01", series: seriesOf(series), ...fields });
const exportOf = (tasks: Row[], fields: Row = {}) => ({
  format: "pakaura",
  version: 1,
  exported_at: "2026-01-01T00:00:00.000Z",
  settings: { time_zone: "UTC", week_start: "monday", default_reminder_lead_minutes: 30 },
  tags: [],
  filters: [],
  tasks,
  ...fields,
});

async function bring(user: TestUser, file: unknown, type = "application/json") {
  const answer = await api.app.inject({
    method: "POST",
    url: "/api/v1/import",
    headers: { cookie: user.cookie, "content-type": type },
    payload: typeof file === "string" ? file : JSON.stringify(file),
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<ImportResult>();
}
async function titlesOf(user: TestUser): Promise<string[]> {
  const { items } = (await user.request("GET", "/tasks?sort=title&per_page=100")).json<{
    items: { title: string }[];
  }>();
  return items.map(({ title }) => title);
}
async function exported(user: TestUser): Promise<Export> {
  return (await user.request("GET", "/export")).json();
}

const noDates = [
  "x",
  "",
  "infinity",
  "2026-02-30",
  "2026-13-01T00:00:00.000Z",
  "0000-01-01",
  "0001-01-01T00:00:00.000Z",
  "1969-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59.999-12:00",
  "+300000-01-01T00:00:00.000Z",
  "2026-01-01T00:00:00",
  17,
  {},
];
const bad: [what: string, row: Row][] = [
  ...noDates.flatMap((value): [string, Row][] => [
    [`due_date ${JSON.stringify(value)}`, plain({ due_date: value })],
    [`created_at ${JSON.stringify(value)}`, plain({ created_at: value })],
    [`completed_at ${JSON.stringify(value)}`, plain({ completed_at: value })],
    [`deleted_at ${JSON.stringify(value)}`, plain({ deleted_at: value })],
    [`reminders.at ${JSON.stringify(value)}`, plain({ reminders: [{ at: value }] })],
    [`occurrence ${JSON.stringify(value)}`, recurring({ occurrence: value })],
    [`starts_at ${JSON.stringify(value)}`, recurring({ starts_at: value })],
  ]),
  ...[0, -1, 1.5, 1e9, 1e300, "1", null].flatMap((value): [string, Row][] => [
    [`interval ${value}`, recurring({ interval: value })],
    [`starts_number ${value}`, recurring({ starts_number: value })],
    [`occurrence_number ${value}`, recurring({ occurrence_number: value })],
  ]),
  ["reminder_lead_minutes", plain({ reminder_lead_minutes: 1e9 })],
  ["day_of_month", recurring({ day_of_month: 32 })],
  ["day_of_week", recurring({ day_of_week: ["XX"] })],
  ["interval_days", recurring({ interval_days: 1e9 })],
  ["a rule that is none", recurring({ rrule: "x" })],
  ["a rule without end", recurring({ rrule: `FREQ=DAILY;BYMONTH=${"1,".repeat(9_999)}1` })],
  ["a rule of every second", recurring({ rrule: "FREQ=SECONDLY" })],
  ["a rule of an interval beyond the limit", recurring({ rrule: "FREQ=DAILY;INTERVAL=1000000" })],
  ["a rule of a count beyond the limit", recurring({ rrule: "FREQ=DAILY;COUNT=1000000000" })],
  ["a field that is not known", plain({ [`x`.repeat(100_000)]: 1 })],
  ["no title", plain({ title: "" })],
  ["a title of two lines", plain({ title: "a\nb" })],
  ["a title with half a character", plain({ title: "\ud800" })],
  ["notes with half a character", plain({ notes: "\udfff" })],
  ["notes with a NUL", plain({ notes: "a\0b" })],
  ["notes that are too long", plain({ notes: "x".repeat(20_001) })],
  ["a tag that is none", plain({ tags: ["a b"] })],
  ["too many tags", plain({ tags: Array.from({ length: 11 }, (_, index) => `t${index}`) })],
  ["an id that is none", plain({ id: "1" })],
  ["next values that cannot be", recurring({ next_values: { title: "\ud800" } })],
  ["next values with tags that are none", recurring({ next_values: { tags: ["a b"] } })],
  ["nothing", null as unknown as Row],
];

test("every value that cannot be is told with its line, and costs no more than itself", async () => {
  const user = await somebody();
  const rows = bad.flatMap(([, row]) => [row, plain()]);
  const result = await bring(user, exportOf(rows));
  const told = new Set([...result.errors, ...result.warnings].map(({ line }) => line));
  expect(bad.filter((_, at) => !told.has(2 * at + 1)).map(([what]) => what)).toEqual([]);
  const failed = result.errors.map(({ line }) => bad[(line - 1) / 2]?.[0]);
  expect(failed).toEqual(["nothing"]);
  expect(result).toMatchObject({ created: rows.length - 1, failed: 1 });
  expect(JSON.stringify(result).length).toBeLessThan(bad.length * 2_000);
});

test("what stood in a field that cannot be is in the notes, and a task that was done or deleted stays so", async () => {
  const user = await somebody();
  const odd = [
    plain({ title: "", notes: "Mine", due_date: "soon", priority: "top", tags: ["a b", "ok"] }),
    plain({ title: "Done", completed_at: "x" }),
    plain({ title: "Deleted", deleted_at: "x" }),
    recurring({ rrule: "FREQ=SECONDLY" }, { title: "Often" }),
    plain({ title: "More", colour: "red", reminders: [{ at: "x" }, { lead_minutes: 5 }] }),
  ];
  const seen = await bring(user, exportOf(odd), "application/json");
  expect(seen).toMatchObject({ created: 5, failed: 0 });
  const { tasks } = await exported(user);
  const byTitle = new Map(tasks.map((task) => [task.title, task]));
  expect(byTitle.get("Untitled")).toMatchObject({
    notes: 'due_date: soon\npriority: top\ntags: ["a b","ok"]\n\nMine',
    due_date: null,
    priority: "none",
    tags: ["a-b", "ok"],
  });
  expect(byTitle.get("Done")?.completed_at).not.toBe(null);
  expect(byTitle.get("Deleted")?.deleted_at).not.toBe(null);
  expect(byTitle.get("Often")).toMatchObject({
    series: null,
    due_date: "2026-01-01",
    notes: expect.stringContaining("FREQ=SECONDLY"),
  });
  expect(byTitle.get("More")?.notes).toContain("colour: red");
});

test("a series may be said in dates and in instants, with or without an end", async () => {
  const user = await somebody();
  const rows = [
    recurring({ occurrence: "2026-01-01T08:00:00.000Z" }),
    recurring({ starts_at: "2026-01-01T09:00:00+01:00", occurrence: null }),
    recurring({ rrule: "FREQ=DAILY;UNTIL=20250101", active: false }),
    recurring({ rrule: "FREQ=WEEKLY;BYDAY=MO", pattern: "yearly", day_of_month: 3 }),
    recurring({ pattern: "custom", interval_days: 10, rrule: "FREQ=DAILY;INTERVAL=10" }),
  ];
  expect(await bring(user, exportOf(rows))).toMatchObject({ created: 5, failed: 0 });
  const { tasks } = await exported(user);
  const patterns = tasks.map(({ series }) => [series?.pattern, series?.interval_days]);
  expect(patterns.map(String).toSorted()).toEqual([
    "custom,10",
    "daily,",
    "daily,",
    "daily,",
    "weekly,",
  ]);
});

test("the same task, and the same place in a series, twice in a file are reported", async () => {
  const user = await somebody();
  const [id, series] = [randomUUID(), randomUUID()];
  const result = await bring(
    user,
    exportOf([
      plain({ id }),
      plain({ id, title: "Again" }),
      plain({ id: id.toUpperCase(), title: "Again" }),
      recurring({ id: series }),
      recurring({ id: series }, { title: "Again" }),
      recurring({ id: series.toUpperCase(), occurrence_number: 2 }, { title: "Next" }),
      recurring({ id: series, occurrence_number: 3, rrule: "FREQ=WEEKLY" }, { title: "Other" }),
    ]),
  );
  expect(result).toMatchObject({ total: 7, created: 3, failed: 4 });
  expect(result.errors.map(({ line }) => line)).toEqual([2, 3, 5, 7]);
  expect(await titlesOf(user)).toEqual(["Good", "Good", "Next"]);
  const second = await bring(user, exportOf([recurring({ id: series }, { title: "New" })]));
  expect(second).toMatchObject({ created: 0, failed: 1, errors: [{ line: 1 }] });
});

test("an id that somebody else takes meanwhile costs that row alone", async () => {
  const [one, other] = [await somebody(), await somebody()];
  const rows = Array.from({ length: 20 }, () => recurring());
  const [first, second] = await Promise.all([
    bring(one, exportOf([...rows, plain()])),
    bring(other, exportOf([...rows, plain()])),
  ]);
  for (const { created, failed } of [first, second]) expect(created + failed).toBe(21);
  expect(first.created + second.created).toBeGreaterThanOrEqual(22);
});

test("settings, tags and filters that cannot be are left out, and said", async () => {
  const user = await somebody();
  const id = randomUUID();
  const result = await bring(
    user,
    exportOf([plain()], {
      settings: {
        time_zone: "Mars/Olympus",
        week_start: "sunday",
        default_reminder_lead_minutes: -1,
      },
      tags: ["home", "a b", 7, "home"],
      filters: [
        { id, name: "One", query: "today" },
        { id, name: "Two", query: "overdue" },
        { id: "x", name: "Three", query: "today" },
        { id: randomUUID(), name: "Four", query: "(" },
        { id: randomUUID(), name: "Five\0", query: "today" },
        { id: randomUUID(), name: "Six", query: '"a\0b"' },
        null,
      ],
    }),
  );
  expect(result).toMatchObject({ created: 1, failed: 0 });
  expect(result.warnings).toHaveLength(2 + 2 + 6);
  const after = await exported(user);
  expect(after.settings).toEqual({
    time_zone: "Europe/Berlin",
    week_start: "sunday",
    default_reminder_lead_minutes: 30,
  });
  expect(after.tags).toEqual(["home"]);
  expect(after.filters.map(({ name }) => name)).toEqual(["One"]);
});

const good = { id: 1, title: "Good", created: "2026-01-01T00:00:00Z" };
const vikunja = (task: Row) => [
  { title: "Inbox", tasks: [good, { id: 2, title: "Bad", ...task }] },
];
const productivity = (task: Row, models: Row = {}) => ({
  task: {
    ids: ["a", "b"],
    entities: { a: { id: "a", title: "Good" }, b: { id: "b", title: "Bad", ...task } },
  },
  ...models,
});
const todo = (...lines: string[]) => ["BEGIN:VTODO", ...lines, "END:VTODO"];
const calendar = (...lines: string[][]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", ...lines.flat(), "END:VCALENDAR", ""].join("\r\n");

const foreign: [what: string, file: unknown, titles: string[]][] = [
  ["Vikunja: a due date that is none", vikunja({ due_date: "tomorrow" }), ["Bad", "Good"]],
  [
    "Vikunja: a year of six digits",
    vikunja({ due_date: "+300000-01-01T00:00:00Z" }),
    ["Bad", "Good"],
  ],
  ["Vikunja: a creation that is no date", vikunja({ created: "x" }), ["Bad", "Good"]],
  ["Vikunja: a completion that is no date", vikunja({ done: true, done_at: "x" }), ["Bad", "Good"]],
  [
    "Vikunja: a reminder that is no date",
    vikunja({ reminders: [{ reminder: "x" }] }),
    ["Bad", "Good"],
  ],
  [
    "Vikunja: a lead time of centuries",
    vikunja({ reminders: [{ relative_to: "due_date", relative_period: -1e18 }] }),
    ["Bad", "Good"],
  ],
  ["Vikunja: an interval without end", vikunja({ repeat_after: 86_400e300 }), ["Bad", "Good"]],
  ["Vikunja: the same id twice", [{ title: "Inbox", tasks: [good, good] }], ["Good"]],
  ["Vikunja: a project whose title is a number", [{ title: 5, tasks: [good] }], ["Good"]],
  [
    "Vikunja: a project whose tasks are none",
    [
      { title: "x", tasks: 5 },
      { title: "y", tasks: [good] },
    ],
    ["Good"],
  ],
  ["Super Productivity: a creation of 1e20", productivity({ created: 1e20 }), ["Bad", "Good"]],
  [
    "Super Productivity: a completion of 9e15",
    productivity({ isDone: true, doneOn: 9e15 }),
    ["Bad", "Good"],
  ],
  ["Super Productivity: a reminder of 1e17", productivity({ remindAt: 1e17 }), ["Bad", "Good"]],
  [
    "Super Productivity: a due time of 1e300",
    productivity({ dueWithTime: 1e300 }),
    ["Bad", "Good"],
  ],
  [
    "Super Productivity: a day that is none",
    productivity({ dueDay: "2026-02-30" }),
    ["Bad", "Good"],
  ],
  ["Super Productivity: the same id twice", productivity({ id: "a" }), ["Good"]],
  [
    "Super Productivity: a tag that is none",
    productivity(
      { tagIds: ["t", "constructor"] },
      { tag: { ids: ["t"], entities: { t: { title: 5 } } } },
    ),
    ["Bad", "Good"],
  ],
  [
    "iCalendar: the same UID twice",
    calendar(todo("UID:1", "SUMMARY:Good"), todo("UID:1", "SUMMARY:Bad")),
    ["Good"],
  ],
  [
    "iCalendar: the same occurrence twice",
    calendar(
      todo("UID:1", "SUMMARY:Good", "DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY"),
      todo("UID:1", "RECURRENCE-ID:20260102T090000Z", "SUMMARY:Moved"),
      todo("UID:1", "RECURRENCE-ID:20260102T090000Z", "SUMMARY:Bad"),
    ),
    ["Good", "Moved"],
  ],
  [
    "iCalendar: a date that is none",
    calendar(todo("UID:1", "SUMMARY:Good"), todo("UID:2", "SUMMARY:Bad", "DUE:00000000")),
    ["Bad", "Good"],
  ],
];

test.each(foreign)("%s costs at most its row", async (_what, file, titles) => {
  const user = await somebody();
  const type = typeof file === "string" ? "text/calendar" : "application/json";
  const result = await bring(user, file, type);
  expect(await titlesOf(user)).toEqual(titles);
  expect(result.failed + result.created).toBe(result.total);
});
