import { expect, test } from "vitest";
import { readFile } from "./read-file.ts";

const length = 1_000_000;
const context = { timeZone: "Europe/Berlin", now: Date.parse("2026-11-29T12:00:00Z") };
const fill = (text: string, size = length): string => text.repeat(Math.ceil(size / text.length));
const todo = (lines: string): string =>
  `BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\n${lines}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n`;
const csv = (rows: string): string => `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE\n${rows}`;
/** Tasks in the far future of a zone with this rule. */
const zone = (rule: string): string => {
  const observance = `BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:${rule}\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD`;
  const definition = `BEGIN:VTIMEZONE\r\nTZID:x\r\n${observance}\r\nEND:VTIMEZONE\r\n`;
  const tasks = fill(
    "BEGIN:VTODO\r\nSUMMARY:x\r\nDUE;TZID=x:99990101T000000\r\nEND:VTODO\r\n",
    60_000,
  );
  return `BEGIN:VCALENDAR\r\n${definition}${tasks}END:VCALENDAR\r\n`;
};

const files: Record<string, string> = {
  "tags in a calendar": todo(`CATEGORIES:${fill("a,")}`),
  "properties in a calendar": todo(fill("X-A:b\r\n")),
  "alarms in a calendar": todo(fill("BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n")),
  "folded lines in a calendar": todo(`DESCRIPTION:a${fill("\r\n a")}`),
  "parameters in a calendar": todo(`SUMMARY;${fill("A=b;")}C=d:x`),
  "parameters after a quoted colon": todo(`SUMMARY;A="a:b";${fill("A=b;")}C=d:x`),
  "parts of a recurrence": todo(`RRULE:${fill("FREQ=DAILY;")}`),
  "components inside each other": todo(fill("BEGIN:X\r\n") + fill("END:X\r\n")),
  "components that do not end": fill("BEGIN:VTODO\r\n"),
  "values that are none": todo(fill("DUE:soon\r\n")),
  "excluded dates": todo(
    `DUE:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\n${fill("EXDATE:20260101T090000Z\r\n")}`,
  ),
  "excluded dates in a line": todo(
    `DUE:20260101\r\nRRULE:FREQ=DAILY\r\nEXDATE:${fill("20260101,")}`,
  ),
  "alarms that repeat": todo(
    `DUE:20260101\r\n${fill("BEGIN:VALARM\r\nTRIGGER:-P1D\r\nREPEAT:999999999\r\nDURATION:PT1S\r\nEND:VALARM\r\n")}`,
  ),
  "rules that move": fill(
    `${todo("DTSTART;TZID=Asia/Tokyo:20260101T000000\r\nDUE;TZID=Asia/Tokyo:20260103T000000\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28")}`,
  ),
  "series that went on long ago": fill(
    todo(
      "DTSTART:19700101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=10000\r\nX-KDE-LIBKCAL-DTRECURRENCE:20260101T000000Z",
    ),
  ),
  "series that seldom come": fill(
    todo(
      "DTSTART:19700101T000000Z\r\nDUE:19700103T000000Z\r\nRRULE:FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
    ),
  ),
  "names of zones": "BEGIN:VCALENDAR\r\n".concat(
    Array.from(
      { length: 15_000 },
      (_, at) =>
        `BEGIN:VTODO\r\nSUMMARY:x\r\nDUE;TZID=/a/b/c${at}:20260101T000000\r\nEND:VTODO\r\n`,
    ).join(""),
  ),
  "slashes in the name of a zone": todo(`DUE;TZID=${fill("/")}:20260101T000000`),
  "versions of a task": "BEGIN:VCALENDAR\r\n".concat(
    Array.from(
      { length: 18_000 },
      (_, at) => `BEGIN:VTODO\r\nUID:1\r\nSEQUENCE:${at}\r\nEND:VTODO\r\n`,
    ).join(""),
  ),
  "instances of a series": `${todo("UID:1\r\nDUE:20260101\r\nRRULE:FREQ=DAILY")}${fill("BEGIN:VTODO\r\nUID:1\r\nRECURRENCE-ID:20260101\r\nEND:VTODO\r\n")}`,
  "escapes in a calendar": todo(`DESCRIPTION:${fill("\\")}`),
  "soft breaks in a calendar": todo(`DESCRIPTION;ENCODING=QUOTED-PRINTABLE:${fill("=\r\n")}`),
  "definitions of zones": fill("BEGIN:VTIMEZONE\r\nTZID:a\r\nEND:VTIMEZONE\r\n"),
  "observances of a zone": `BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:a\r\n${fill("BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\n")}END:VTIMEZONE\r\n${todo("DUE;TZID=a:20260101T000000")}`,
  "parameters of a zone": `BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID;${fill("A=b;")}C=d:a\r\nEND:VTIMEZONE\r\n`,
  "changes of a clock every second": zone("FREQ=SECONDLY"),
  "changes of a clock every minute of a day": zone("FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1,2,3"),
  "changes of a clock on many days": zone("FREQ=MONTHLY;BYDAY=MO,TU,WE"),
  "quotes in a CSV": csv(fill('"')),
  "columns of a CSV": `TYPE,CONTENT,${fill("A,")}`,
  "labels in a CSV": csv(`task,${fill("@a ")}`),
  "quotes of a CSV that stay open": csv(fill('task,"x,,1\n', 250_000)),
  "cells of a table": fill("a\tb\n"),
  "comments of a task": csv(`task,a\n${fill("note,a\n")}`),
  "attachments of a comment": csv(`task,a\nnote,${fill("[[file {")}`),
  "headings of a document": `- a\n${fill("# a #\n")}`,
  "marks behind a heading": `- a\n# a ${fill("#")}b`,
  "items inside each other": fill("\t- a\n"),
  "words of todo.txt": `(A) a ${fill("+a @b due:2026-01-01 ")}`,
  "text in UTF-16 without a mark": fill("a\0"),
  "words of a date": csv(`task,a,,1,1,${fill("monday ")}`),
  "blanks in a date": csv(`task,a,,1,1,every${fill(" ")}at`),
  "depths of a CSV": csv(fill("task,a,,1,4294967295,\ntask,a,,1,1,\n", 20_000)),
  "lists inside each other": fill("["),
  "objects inside each other": fill('{"a":'),
  "lists inside each other that are closed": fill("[", 400_000) + fill("]", 400_000),
  "sub-tasks inside each other": `[${fill('{"gid":"1","name":"a","completed":false,"subtasks":[', 40_000)}`,
  "steps of a task": JSON.stringify([
    {
      title: "a",
      status: "notStarted",
      importance: "low",
      checklistItems: Array.from({ length: 15_000 }, () => ({ displayName: "b" })),
    },
  ]),
  "fields that nobody knows": JSON.stringify([
    {
      uuid: "a",
      description: "a",
      status: "pending",
      ...Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`f${at}`, "b"])),
    },
  ]),
  "comments on a card": JSON.stringify({
    name: "a",
    lists: [],
    cards: [{ id: "c", idList: "l", name: "a" }],
    actions: Array.from({ length: 10_000 }, () => ({
      type: "commentCard",
      data: { text: "b", card: { id: "c" } },
    })),
  }),
  "check items of TickTick": `List Name,Title,Status,Priority,Kind,Content\nA,b,0,0,CHECKLIST,"${fill("▫a")}"`,
  "alarms of TickTick": `List Name,Title,Status,Priority,Reminder,Due Date\nA,b,0,0,"${fill("-PT5M ")}",2026-12-01`,
  "quotes of TickTick that stay open": `List Name,Title,Status,Priority\n${fill('A,"b,0,0\n', 250_000)}`,
  "marks of Obsidian in a line": `- [ ] a ${fill("📅 2026-12-24 ⏫ #b [due:: x] ")}`,
  "boxes without a mark": fill("- [ ] a [due: \n"),
  "signs without a value": `- [ ] a 📅 2026-12-24 ${fill("🔁 every ")}`,
  "objects on lines": fill('{"description":"a","status":"pending","entry":"20260101T000000Z"}\n'),
  "blanks in lines": `- ${fill(" \u00a0")}x`,
  "brackets in a backup": JSON.stringify({
    task: { entities: { a: { id: "a", title: "x", notes: `Part of: [${fill("]")}` } } },
  }),
};

test.each(Object.keys(files))("1 MB of %s is read in seconds at most", async (name) => {
  const since = process.cpuUsage();
  await readFile({ bytes: Buffer.from(files[name] ?? ""), isCsv: false }, undefined, context).catch(
    () => null,
  );
  expect(process.cpuUsage(since).user / 1_000).toBeLessThan(5_000);
});
