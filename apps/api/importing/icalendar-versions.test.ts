import { expect, test } from "vitest";
import { calendar, readIn } from "./read-icalendar.case.ts";

const todo = (...lines: string[]) => ["BEGIN:VTODO", ...lines, "END:VTODO"];
const titles = (...todos: string[][]) => {
  const { tasks, warnings } = readIn(calendar(...todos.flat()));
  return {
    titles: tasks.map(({ fields }) => fields.title),
    lines: warnings?.map(({ line }) => line),
  };
};

test("of two components with one UID that with the later SEQUENCE counts, wherever it stands", () => {
  const first = todo("UID:1", "SEQUENCE:2", "SUMMARY:New");
  const second = todo("UID:1", "SEQUENCE:1", "SUMMARY:Old");
  expect(titles(first, second)).toEqual({ titles: ["New"], lines: [9] });
  expect(titles(second, first)).toEqual({ titles: ["New"], lines: [4] });
  expect(titles(todo("UID:1", "SUMMARY:Old"), second)).toEqual({ titles: ["Old"], lines: [4] });
});

test("of one SEQUENCE that which was changed later counts", () => {
  const old = todo(
    "UID:1",
    "LAST-MODIFIED:20260101T000000Z",
    "DTSTAMP:20260201T000000Z",
    "SUMMARY:Old",
  );
  const changed = todo(
    "UID:1",
    "LAST-MODIFIED:20260102T000000Z",
    "DTSTAMP:20260101T000000Z",
    "SUMMARY:New",
  );
  expect(titles(changed, old).titles).toEqual(["New"]);
  expect(titles(old, changed).titles).toEqual(["New"]);
});

test("two that do not say which is later stay both, for the import to refuse one", () => {
  expect(titles(todo("UID:1", "SUMMARY:One"), todo("UID:1", "SUMMARY:Two"))).toEqual({
    titles: ["One", "Two"],
    lines: [],
  });
  expect(titles(todo("SUMMARY:One"), todo("SUMMARY:Two", "SEQUENCE:3")).titles).toEqual([
    "One",
    "Two",
  ]);
});

test("an instance of a series is no version of it", () => {
  const series = todo("UID:1", "SUMMARY:Series", "DUE;VALUE=DATE:20261201", "RRULE:FREQ=DAILY");
  const instance = todo(
    "UID:1",
    "RECURRENCE-ID;VALUE=DATE:20261203",
    "SEQUENCE:4",
    "SUMMARY:Instance",
  );
  expect(titles(series, instance).titles).toEqual(["Series", "Instance"]);
});

test("a sub-task says whose part it is, whichever of the two names the other", () => {
  const parent = todo("UID:p", "SUMMARY:Move house", "RELATED-TO;RELTYPE=CHILD:b");
  const child = todo("UID:a", "SUMMARY:Pack", "DESCRIPTION:Boxes", "RELATED-TO:p");
  const other = todo("UID:b", "SUMMARY:Clean", "RELATED-TO;RELTYPE=SIBLING:a");
  const orphan = todo("UID:c", "SUMMARY:Alone", "RELATED-TO;RELTYPE=PARENT:gone");
  const { tasks, warnings } = readIn(calendar(...parent, ...child, ...other, ...orphan));
  expect(tasks.map(({ fields }) => fields.notes)).toEqual([
    "",
    "Part of: Move house\n\nBoxes",
    "Part of: Move house",
    "Part of: gone",
  ]);
  expect(warnings).toEqual([
    expect.objectContaining({ line: 9, code: "lost_hierarchy", value: "3" }),
  ]);
});

test("what holds no task is told once for each kind", () => {
  const event = ["BEGIN:VEVENT", "SUMMARY:Party", "END:VEVENT"];
  const journal = ["BEGIN:VJOURNAL", "SUMMARY:Diary", "END:VJOURNAL"];
  const { tasks, errors, warnings } = readIn(calendar(...event, ...journal, ...event));
  expect([tasks, errors]).toEqual([[], []]);
  expect(warnings?.map(({ line, message }) => `${line} ${message}`)).toEqual([
    expect.stringMatching(/^4 2 events/),
    expect.stringMatching(/^7 1 journal entry/),
  ]);
});
