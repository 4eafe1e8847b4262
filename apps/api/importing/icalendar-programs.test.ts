import { expect, test } from "vitest";
import { calendar, onlyTask, readIn } from "./read-icalendar.case.ts";

const todo = (...lines: string[]) => ["BEGIN:VTODO", ...lines, "END:VTODO"];
const alarm = (...lines: string[]) => ["BEGIN:VALARM", ...lines, "END:VALARM"];
const read = (...lines: string[]) => onlyTask(readIn(calendar(...lines)));

test("a task of Tasks.org, with its order, its start and a rule from completion", () => {
  const task = read(
    ...todo(
      "DTSTAMP:20261101T080000Z",
      "UID:5f0",
      "CREATED:20261001T080000Z",
      "LAST-MODIFIED:20261101T080000Z",
      "SUMMARY:Water the fern",
      "PRIORITY:9",
      "DUE;TZID=Europe/Berlin:20261207T180000",
      "DTSTART;VALUE=DATE:20261205",
      "RRULE:FREQ=DAILY;INTERVAL=3;FROM=COMPLETION",
      "CATEGORIES:Plants",
      "X-APPLE-SORT-ORDER:785145600",
      "RELATED-TO;RELTYPE=PARENT:gone",
      ...alarm(
        "TRIGGER;RELATED=END:PT0S",
        "ACTION:DISPLAY",
        "DESCRIPTION:Default Tasks.org description",
      ),
    ),
  );
  expect(task).toMatchObject({
    createdAt: "2026-10-01T08:00:00.000Z",
    fields: {
      due_date: "2026-12-07T17:00:00.000Z",
      priority: "low",
      tags: ["Plants"],
      reminder_lead_minutes: 0,
      recurrence: { rrule: "FREQ=DAILY;INTERVAL=3", from: "completion" },
    },
  });
});

test("a task of Nextcloud, half done", () => {
  const task = read(
    ...todo(
      "UID:a1",
      "SUMMARY:Tax return",
      "STATUS:IN-PROCESS",
      "PERCENT-COMPLETE:30",
      "DTSTART:20261201T090000",
      "DUE:20261215T170000",
      "X-OC-HIDESUBTASKS:1",
      "X-PINNED:true",
    ),
  );
  expect(task.fields).toMatchObject({
    due_date: "2026-12-15T16:00:00.000Z",
    notes: "Status: in process\nDone so far: 30 %\nStart: 2026-12-01 09:00 (Europe/Berlin)",
  });
});

test("a task of Apple's Reminders: a series with a fixed alarm, and one that never rings", () => {
  const task = read(
    ...todo(
      "UID:B7",
      "SUMMARY:Bins",
      "STATUS:NEEDS-ACTION",
      "DTSTART;TZID=Europe/Berlin:20261203T070000",
      "DUE;TZID=Europe/Berlin:20261203T070000",
      "RRULE:FREQ=WEEKLY;INTERVAL=1",
      ...alarm(
        "X-WR-ALARMUID:1",
        "UID:1",
        "TRIGGER;VALUE=DATE-TIME:20261203T060000Z",
        "ACTION:DISPLAY",
      ),
      ...alarm("ACTION:NONE", "TRIGGER;VALUE=DATE-TIME:19760401T005545Z"),
    ),
  );
  expect(task).toMatchObject({ said: [], reminders: [], fields: { reminder_lead_minutes: 0 } });
});

test("a task of Evolution, by libical's names of zones", () => {
  const zone = "/freeassociation.sourceforge.net/Europe/Berlin";
  const task = read(
    "BEGIN:VTIMEZONE",
    `TZID:${zone}`,
    "X-LIC-LOCATION:Europe/Berlin",
    "END:VTIMEZONE",
    ...todo(
      "UID:e",
      "SUMMARY:Call",
      `DUE;TZID=${zone}:20261215T153500`,
      "CLASS:PUBLIC",
      "SEQUENCE:2",
    ),
  );
  expect([task.fields.due_date, task.said]).toEqual(["2026-12-15T14:35:00.000Z", []]);
});

test("a task of Thunderbird, done, with what it remembers of its alarm", () => {
  const task = read(
    ...todo(
      "UID:t",
      "SUMMARY:Pay",
      "STATUS:COMPLETED",
      "COMPLETED:20261110T101500Z",
      "PERCENT-COMPLETE:100",
      "DUE;TZID=/mozilla.org/20071231_1/Europe/Berlin:20261110T120000",
      "X-MOZ-LASTACK:20261110T101500Z",
      ...alarm("ACTION:DISPLAY", "TRIGGER;VALUE=DURATION:-PT15M"),
    ),
  );
  expect([task.completedAt, task.fields.due_date, task.said]).toEqual([
    "2026-11-10T10:15:00.000Z",
    "2026-11-10T11:00:00.000Z",
    [],
  ]);
});

test("a task of Outlook, by a name of Windows and by one that its file defines", () => {
  const zone = "(UTC+01:00) Amsterdam, Berlin";
  const standard = [
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
  ];
  const daylight = [
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
  ];
  const { tasks } = readIn(
    calendar(
      "BEGIN:VTIMEZONE",
      `TZID:${zone}`,
      ...standard,
      ...daylight,
      "END:VTIMEZONE",
      ...todo("SUMMARY:Winter", `DUE;TZID="${zone}":20261215T153500`),
      ...todo("SUMMARY:Summer", `DUE;TZID="${zone}":20270715T153500`),
      ...todo("SUMMARY:Named", 'DUE;TZID="W. Europe Standard Time":20270715T153500'),
    ),
  );
  expect(tasks.map(({ fields }) => fields.due_date)).toEqual([
    "2026-12-15T14:35:00.000Z",
    "2027-07-15T13:35:00.000Z",
    "2027-07-15T13:35:00.000Z",
  ]);
});

test("Apple's Reminders have their list as the name of the calendar", () => {
  const task = ["BEGIN:VTODO", "UID:1", "SUMMARY:Milk", "PRIORITY:1", "END:VTODO"];
  const list = (product: string) =>
    ["BEGIN:VCALENDAR", `PRODID:${product}`, "X-WR-CALNAME:Shop\\, town", ...task, "END:VCALENDAR"]
      .join("\r\n")
      .concat("\r\n");
  const apple = readIn(list("-//Apple Inc.//iOS 18.1//EN"));
  expect(apple.tasks[0]?.fields.tags).toEqual(["Shop, town"]);
  expect(apple.warnings).toMatchObject([{ code: "lost_lists", value: "1" }]);
  expect(readIn(list("-//Other//EN")).tasks[0]?.fields.tags).toEqual([]);
});
