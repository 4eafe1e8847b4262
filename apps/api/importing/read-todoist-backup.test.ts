import { expect, test } from "vitest";
import { readTodoistBackup } from "./read-todoist-backup.ts";

const context = { timeZone: "UTC", now: Date.parse("2026-11-24T11:00:00Z") };
const file = (name: string, ...lines: string[]) => ({ name, bytes: Buffer.from(lines.join("\n")) });

test("each project of a backup becomes a tag, and what is said names its file", () => {
  const home = file(
    "b/Home [22].csv",
    "TYPE,CONTENT,PRIORITY",
    "section,Attic,",
    "task,Sweep,high",
  );
  const inbox = file("Inbox.csv", "TYPE,CONTENT", "task,Milk", "note,Alone");
  const other = file("bank.csv", "Date,Amount", "1.1.,5");
  const read = readTodoistBackup({ csv: [home, inbox, other], otherCount: 1 }, context);
  expect(read.tasks.map(({ fields: { title, tags } }) => [title, tags])).toEqual([
    ["Sweep", ["Attic", "Home"]],
    ["Milk", ["Inbox"]],
  ]);
  expect(read.tasks[0]?.warnings).toMatchObject([
    { line: 3, message: expect.stringMatching(/^Home \[22\]\.csv: PRIORITY/) },
  ]);
  expect(read.warnings?.map(({ message }) => message)).toEqual([
    "Home [22].csv: 1 section comes in as a tag.",
    "Inbox.csv: 1 comment comes in as notes of its task.",
    "bank.csv is no CSV of Todoist, and stays behind.",
    "1 other file of the archive stays behind.",
  ]);
});

test("an archive of other tables is refused", () => {
  const other = file("bank.csv", "Date,Amount", "1.1.,5");
  expect(() => readTodoistBackup({ csv: [other], otherCount: 0 }, context)).toThrow(
    "no CSV of Todoist",
  );
});
