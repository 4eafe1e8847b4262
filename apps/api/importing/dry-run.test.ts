import { randomUUID } from "node:crypto";
import type { ImportResult } from "@pakaura/contract/transfer";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";
import { foreignFiles } from "./foreign-files.case.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const reminders = Array.from({ length: 12 }, (_, index) => ({
  reminder: `20${30 + index}-01-01T00:00:00Z`,
}));
const files: Record<string, string> = {
  pakaura: JSON.stringify({
    format: "pakaura",
    version: 1,
    settings: { time_zone: "UTC", week_start: "sunday" },
    tags: ["home", "a b"],
    filters: [
      { id: randomUUID(), name: "One", query: "today" },
      { id: randomUUID(), name: "One", query: "overdue" },
    ],
    tasks: [null, "2020-01-01T00:00:00.000Z", "2040-01-01T00:00:00.000Z"].map((at) => ({
      id: randomUUID(),
      title: "Pay",
      notes: "",
      due_date: "2030-01-01",
      reminder_lead_minutes: 30,
      priority: "none",
      tags: ["home"],
      series: null,
      recurrence_parent_id: null,
      completed_at: null,
      created_at: "2026-01-01T00:00:00.000Z",
      deleted_at: at === null ? null : "2026-01-02T00:00:00.000Z",
      reminders: at === null ? [] : [{ at }],
    })),
  }),
  todoist: [
    "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DEADLINE",
    "section,Home,,,,,,,,,",
    'task,"Screws 5"" long @shop",Soon,1,1,Bo,every mon at 9am,en,Europe/Berlin,30,2026-12-24',
    "note,See it,,,,,,,,,",
    "task,Part,,4,2,,when it rains,en,,,",
    "task,,,,,,,,,,",
  ].join("\r\n"),
  icalendar: [
    "BEGIN:VCALENDAR",
    "BEGIN:VTODO",
    "UID:1",
    "SUMMARY:Pill",
    "DUE;TZID=Europe/Berlin:20300107T090000",
    "RRULE:FREQ=DAILY",
    "BEGIN:VALARM",
    "TRIGGER;VALUE=DATE-TIME:20200101T000000Z",
    "END:VALARM",
    "END:VTODO",
    "BEGIN:VTODO",
    "UID:1",
    "SUMMARY:Pill again",
    "DUE:soon",
    "END:VTODO",
    "END:VCALENDAR",
  ].join("\r\n"),
  vikunja: JSON.stringify([
    {
      title: "Home",
      tasks: [
        { id: 1, title: "Chair", due_date: "2030-03-01T12:00:00Z", repeat_after: 3_600, reminders },
        { id: 1, title: "Chair" },
        { id: 2, title: "Done", done: true, done_at: "2026-02-01T08:00:00Z", reminders },
      ],
    },
  ]),
  super_productivity: JSON.stringify({
    task: {
      ids: ["a", "b"],
      entities: {
        a: { id: "a", title: "Mow", dueDay: "2030-04-01", remindAt: 1_700_000_000_000 },
        b: { id: "b", title: "Sharpen", parentId: "a", dueDay: "2030-02-30" },
      },
    },
  }),
  ...Object.fromEntries(
    (
      [
        "ticktick",
        "microsoft_todo",
        "google_tasks",
        "things",
        "taskwarrior",
        "asana",
        "trello",
      ] as const
    ).map((name) => [name, foreignFiles[name]]),
  ),
  todo_txt:
    "(A) 2026-01-01 Call Ann +Family @phone due:2026-12-24 rec:+1w\nx 2026-02-02 Pay due:never",
  markdown: "# Home\n- [x] Milk\n  - Bread\nand so on\n",
  lines: `Buy milk\n- [x] Sweep\n  - below\n${"x".repeat(600)}\n`,
};

async function bring(user: TestUser, payload: Buffer, isDryRun: boolean) {
  const answer = await api.app.inject({
    method: "POST",
    url: `/api/v1/import?dry_run=${isDryRun}`,
    headers: { cookie: user.cookie, "content-type": "application/octet-stream" },
    payload,
  });
  const body = answer.json<ImportResult & { detail?: string }>();
  expect(answer.statusCode, body.detail).toBeLessThan(500);
  return { status: answer.statusCode, body };
}

const odd = fc.constantFrom(
  '"',
  ",",
  ";",
  "\n",
  "\r",
  "\0",
  "{",
  "]",
  ":",
  "\u00e4",
  "9",
  "-",
  "T",
  "\\",
  "END:VTODO",
);
const changes = fc.array(
  fc.record({ at: fc.nat({ max: 4_000 }), length: fc.nat({ max: 12 }), text: odd }),
  { maxLength: 6 },
);

test.each(Object.keys(files))(
  "what a look at %s promises is what comes in, whatever is wrong with it",
  async (format) => {
    const user = await api.signUp(`dry-${format}`, { time_zone: "Europe/Berlin" });
    const whole = await bring(user, Buffer.from(files[format] ?? ""), true);
    expect(whole).toMatchObject({ status: 200, body: { format } });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        let bytes = Buffer.from(files[format] ?? "");
        for (const { at, length, text } of list) {
          const place = at % (bytes.length + 1);
          const part = Buffer.from(text, text === "\u00e4" ? "latin1" : "utf8");
          bytes = Buffer.concat([bytes.subarray(0, place), part, bytes.subarray(place + length)]);
        }
        const before = await countOf(user);
        const promised = await bring(user, bytes, true);
        expect(await countOf(user)).toBe(before);
        const done = await bring(user, bytes, false);
        expect(done.status).toBe(promised.status);
        if (done.status !== 200) {
          expect(done.body.detail).toBe(promised.body.detail);
          return;
        }
        const { examples, ...others } = promised.body;
        expect(done.body).toEqual({ ...others, dry_run: false, examples: [] });
        const { created, skipped, failed, total } = done.body;
        expect(created + skipped + failed).toBe(total);
        expect(examples.length).toBe(Math.min(created, 5));
        expect(await countOf(user)).toBe(before + created);
      }),
      // The file as it is comes first.
      { numRuns: 12, examples: [[[]]] },
    );
  },
);

/** Tasks of the user with those in the trash. */
async function countOf(user: TestUser): Promise<number> {
  const counts = await Promise.all(
    ["/tasks?per_page=1", "/tasks?per_page=1&deleted=true"].map(async (path) => {
      const { total } = (await user.request("GET", path)).json<{ total: number }>();
      return total;
    }),
  );
  return counts.reduce((one, other) => one + other, 0);
}
