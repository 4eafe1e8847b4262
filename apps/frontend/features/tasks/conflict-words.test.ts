import { expect, it } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import type { Conflict } from "./merge-update.ts";
import { conflictWords } from "./conflict-words.ts";

await loadMessages("en");
await loadAllMessages();

const conflict = (taskId: string, fields: Partial<Conflict>): Conflict => ({
  taskId,
  title: taskId,
  field: "title",
  kept: "elsewhere",
  lost: {},
  ...fields,
});
const noWords = (): null => null;

it("says which side stayed, in one message for all", () => {
  expect(conflictWords([conflict("Plan", {})], noWords)).toEqual({
    title: "“Plan” was changed elsewhere too",
    text: "kept from there: title",
  });
  const both = [
    conflict("Plan", { field: "notes" }),
    conflict("Plan", { field: "due_date" }),
    conflict("Plan", { field: "priority", kept: "here" }),
  ];
  expect(conflictWords(both, noWords).text).toBe(
    "kept from there: notes and due date, replaced with yours: priority",
  );
  const many = ["A", "B", "C", "D", "E"].map((name) => conflict(name, { kept: "here" }));
  expect(conflictWords(many, () => "value")).toEqual({
    title: "5 tasks were changed elsewhere too",
    text: "“A”: replaced with yours: title; “B”: replaced with yours: title; “C”: replaced with yours: title; and 2 more",
  });
});

it("says what gave way, when it is about one task", () => {
  const both = [conflict("Plan", { field: "due_date" }), conflict("Plan", { kept: "here" })];
  expect(conflictWords(both, ({ field }) => `the ${field}`).text).toBe(
    "kept from there: due date (yours: the due_date), replaced with yours: title (there: the title)",
  );
});
