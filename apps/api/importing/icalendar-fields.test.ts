import { expect, test } from "vitest";
import { calendar, readIn, readOne } from "./read-icalendar.case.ts";

const due = "DUE;VALUE=DATE:20261215";

test.each<[what: string, dueDate: string | null, ...lines: string[]]>([
  [
    "a Windows name",
    "2026-12-15T14:35:00.000Z",
    "DUE;TZID=W. Europe Standard Time:20261215T153500",
  ],
  [
    "a quoted Windows name",
    "2026-12-15T20:35:00.000Z",
    'DUE;TZID="Eastern Standard Time":20261215T153500',
  ],
  [
    "a Windows name of summer",
    "2026-07-15T19:35:00.000Z",
    "DUE;TZID=Eastern Daylight Time:20260715T153500",
  ],
  [
    "a Windows name in lower case",
    "2026-12-15T06:35:00.000Z",
    "DUE;TZID=tokyo standard time:20261215T153500",
  ],
  [
    "Mozilla's prefix",
    "2026-12-15T14:35:00.000Z",
    "DUE;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261215T153500",
  ],
  [
    "libical's prefix",
    "2026-12-15T18:35:00.000Z",
    "DUE;TZID=/freeassociation.sourceforge.net/America/Argentina/Ushuaia:20261215T153500",
  ],
  [
    "libical's longer prefix",
    "2026-12-15T20:35:00.000Z",
    "DUE;TZID=/freeassociation.sourceforge.net/Tzfile/America/New_York:20261215T153500",
  ],
  [
    "a prefix before UTC",
    "2026-12-15T15:35:00.000Z",
    "DUE;TZID=/freeassociation.sourceforge.net/UTC:20261215T153500",
  ],
  [
    "Microsoft's address",
    "2026-12-15T15:35:00.000Z",
    "DUE;TZID=tzone://Microsoft/Utc:20261215T153500",
  ],
  [
    "Microsoft's address in quotes",
    "2026-12-15T15:35:00.000Z",
    'DUE;TZID="tzone://Microsoft/Utc":20261215T153500',
  ],
  ["an offset as a name", "2026-12-15T13:35:00.000Z", 'DUE;TZID="GMT+02:00":20261215T153500'],
  ["an empty name", "2026-12-15T14:35:00.000Z", "DUE;TZID=:20261215T153500"],
  ["a name in lower case", "2026-12-15T14:35:00.000Z", "due;tzid=europe/berlin:20261215t153500"],
])("a time zone by %s is found", (_what, dueDate, ...lines) => {
  const task = readOne(...lines);
  expect([task.fields.due_date, task.said]).toEqual([dueDate, []]);
});

test("a time in a zone that nobody knows is taken on the clock of the user, and said", () => {
  const task = readOne("DUE;TZID=Customized Time Zone:20261215T153500");
  expect(task.fields.due_date).toBe("2026-12-15T14:35:00.000Z");
  expect(task.said).toEqual([expect.stringMatching(/^7 DUE: .*Customized Time Zone/)]);
});

test.each([
  ["20261215", "2026-12-15"],
  ["2026-12-15", "2026-12-15"],
  ["20261215T153500Z", "2026-12-15T15:35:00.000Z"],
  ["20261215t153500z", "2026-12-15T15:35:00.000Z"],
  ["2026-12-15T15:35:00Z", "2026-12-15T15:35:00.000Z"],
  ["2026-12-15T15:35:00.000+02:00", "2026-12-15T13:35:00.000Z"],
  ["20261215T1535", "2026-12-15T14:35:00.000Z"],
  [" 20261215 ", "2026-12-15"],
  ["20261231T235960Z", "2026-12-31T23:59:59.000Z"],
])("DUE:%s is a date", (written, dueDate) => {
  const task = readOne(`DUE:${written}`);
  expect([task.fields.due_date, task.said]).toEqual([dueDate, []]);
});

test.each([
  "soon",
  "20260231",
  "20261345",
  "20261131",
  "20250229",
  "16010101",
  "00000000",
  "20261215T250000",
  "20261215T156100",
  "1797345300",
  "P1D",
  "99991231T235959-1200",
  "2026-1-5",
])("DUE:%s is none: the task has no date, and its notes say what stood there", (written) => {
  const task = readOne(`DUE:${written}`);
  expect(task.fields.due_date).toBe(null);
  expect(task.fields.notes).toContain(`DUE: ${written}`);
  expect(task.warnings).toEqual([
    expect.objectContaining({ line: 7, field: "DUE", value: written }),
  ]);
});

test.each([
  "DUE:",
  "DTSTART:",
  "RRULE:",
  "DURATION:",
  "PRIORITY:",
  "CATEGORIES:",
  "CREATED:",
  "COMPLETED:",
  "STATUS:",
  "GEO:",
  "PERCENT-COMPLETE:",
  "RELATED-TO:",
  "EXDATE:",
  "SEQUENCE:",
  "DESCRIPTION:",
  "ATTACH:",
  "DUE;VALUE=DATE:",
])("an empty %s says nothing", (line) => {
  const task = readOne(line);
  expect(task.fields).toEqual({
    title: "Task",
    notes: "",
    due_date: null,
    priority: "none",
    tags: [],
    reminder_lead_minutes: null,
  });
  expect([task.completedAt, task.createdAt, task.said]).toEqual([null, null, []]);
});

test.each([
  "CREATED:yesterday",
  "RRULE:FREQ=FORTNIGHTLY",
  "RRULE:FREQ=WEEKLY;BYDAY=XX",
  "RRULE:D1 #0",
  "PRIORITY:high",
  "PRIORITY:10",
  "PRIORITY:-1",
  "STATUS:FINAL",
  "PERCENT-COMPLETE:most",
  "COMPLETED:20260231",
  "EXDATE;VALUE=DATE:20260231\r\nRRULE:FREQ=DAILY",
])("%s costs nothing but itself, and is told with its line and value", (line) => {
  const task = readOne(due, line);
  expect(task.fields).toMatchObject({ title: "Task", due_date: "2026-12-15" });
  const [name = "", ...value] = (line.split("\r\n")[0] ?? "").split(":");
  const field = name.split(";")[0];
  expect(task.warnings).toEqual([
    expect.objectContaining({ line: 8, field, value: value.join(":") }),
  ]);
  expect(task.fields.notes).toContain(`${field}: ${value.join(":")}`);
});

test("a duration that is none leaves the start", () => {
  const task = readOne("DTSTART:20261215T100000Z", "DURATION:2H");
  expect(task.fields.due_date).toBe("2026-12-15T10:00:00.000Z");
  expect(task.fields.notes).toBe("DURATION: 2H");
});

test("lines that are no properties are in the notes", () => {
  const task = readOne(
    "DESCRIPTION:first",
    "second line without space",
    "see http://example.org",
    due,
  );
  expect(task.fields.notes).toBe("first\nsecond line without space\nsee http://example.org");
  expect(task.fields.due_date).toBe("2026-12-15");
});

test("a quote too many costs no more than the parameters", () => {
  const task = readOne('SUMMARY;LANGUAGE="en:Title', `DUE;X-A="b;c:d";VALUE=DATE:20261215`);
  expect(task.fields).toMatchObject({ title: "Task", due_date: "2026-12-15" });
});

test.each([
  [["SUMMARY:", "DESCRIPTION:Call\\nAda"], "Call"],
  [["SUMMARY:  ", due], "Untitled"],
  [[due], "Untitled"],
])("a task of %j alone is called %s", (lines, title) => {
  const file = readIn(calendar("BEGIN:VTODO", ...lines, "END:VTODO"));
  expect(file.tasks.map(({ fields }) => fields.title)).toEqual([title]);
});

test("what says nothing is no task", () => {
  const file = readIn(calendar("BEGIN:VTODO", "UID:1", "END:VTODO", "BEGIN:VTODO", "END:VTODO"));
  expect(file).toMatchObject({ tasks: [], errors: [{ line: 4 }, { line: 7 }] });
});

test("everything that has no field here is in the notes", () => {
  const task = readOne(
    "DESCRIPTION:Bring\\nthe card\\, please",
    "LOCATION:Room 5",
    "URL:https://example.org/a",
    "GEO:52.5;13.4",
    "COMMENT:Ask first",
    "CONTACT:Bo",
    "ATTACH:https://example.org/f.pdf",
    "ATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME=photo.jpg:AAAA",
    'ATTENDEE;CN="Ada":mailto:ada@example.org',
    "PERCENT-COMPLETE:40",
    "STATUS:IN-PROCESS",
    "DTSTART;VALUE=DATE:20261201",
    due,
  );
  expect(task.fields.notes).toBe(
    [
      "Bring\nthe card, please",
      "https://example.org/a",
      "Location: Room 5",
      "Geographic position: 52.5;13.4",
      "Comment: Ask first",
      "Contact: Bo",
      "Attendee: Ada (ada@example.org)",
      "Attachment: https://example.org/f.pdf\nAttachment: photo.jpg",
      "Status: in process\nDone so far: 40 %\nStart: 2026-12-01",
    ].join("\n\n"),
  );
  expect(task.said.join("\n")).toMatch(/comment[\s\S]*attachment/);
});

test("tags are told apart at commas that are not escaped, over several lines", () => {
  const task = readOne("CATEGORIES:Home office,a\\,b,, c ", "categories:Third");
  expect(task.fields.tags).toEqual(["Home office", "a,b", "c", "Third"]);
});

test.each([
  ["0", "none"],
  ["1", "urgent"],
  ["2", "high"],
  ["3", "high"],
  ["4", "high"],
  ["5", "medium"],
  ["6", "low"],
  ["7", "low"],
  ["8", "low"],
  ["9", "low"],
])("priority %s is %s", (written, priority) => {
  expect(readOne(`PRIORITY:${written}`).fields.priority).toBe(priority);
});

test.each<[what: string, isDone: boolean, ...lines: string[]]>([
  [
    "opened again",
    false,
    "STATUS:NEEDS-ACTION",
    "PERCENT-COMPLETE:0",
    "COMPLETED:20261101T090000Z",
  ],
  ["open with a time", false, "STATUS:NEEDS-ACTION", "COMPLETED:20261101T090000Z"],
  ["in process", false, "STATUS:IN-PROCESS", "PERCENT-COMPLETE:100"],
  ["in lower case", true, "STATUS:completed"],
  ["without a status", true, "COMPLETED:20261101T090000Z"],
  ["by its share", true, "PERCENT-COMPLETE:100"],
  ["with a status that is none", false, "STATUS:DONE"],
  ["with a time that is none", true, "STATUS:COMPLETED", "COMPLETED:soon"],
])("a task %s: done is %s", (_what, isDone, ...lines) => {
  expect(readOne(...lines).completedAt !== null).toBe(isDone);
});

test("a task that is done was so when it was changed last, where nothing else says it", () => {
  const task = readOne("STATUS:COMPLETED", "LAST-MODIFIED:20261101T090000Z");
  expect(task.completedAt).toBe("2026-11-01T09:00:00.000Z");
  expect(readOne("STATUS:COMPLETED", "COMPLETED:20261102").completedAt).toBe(
    "2026-11-01T23:00:00.000Z",
  );
});

test("an alarm without an end does not swallow what comes after it", () => {
  const task = readOne(
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER;RELATED=END:-PT15M",
    "DUE:20261215T100000Z",
    "PRIORITY:1",
  );
  expect(task.fields).toMatchObject({
    due_date: "2026-12-15T10:00:00.000Z",
    priority: "urgent",
    reminder_lead_minutes: 15,
  });
});

test("text of old phones is decoded", () => {
  const task = readOne(
    "DESCRIPTION;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=C3=\r\n=9Fe=0D=0Ax",
    due,
  );
  expect(task.fields.notes).toBe("Größe\nx");
  expect(
    readOne("DESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=F6=DFe").fields.notes,
  ).toBe("Größe");
});
