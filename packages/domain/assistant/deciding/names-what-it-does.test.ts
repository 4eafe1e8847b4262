import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newConversation } from "../conversation.ts";
import { caseOf, ownCases, startOf } from "../cases/own-cases.case.ts";
import { mostOperations } from "./assemble.ts";
import { decide } from "./decide.ts";

/** Words of commands, of gates, and of what tasks are called, in no order. */
const words = [
  "delete",
  "complete",
  "move",
  "mark",
  "tag",
  "rename",
  "to",
  "as",
  "done",
  "urgent",
  "high",
  "friday",
  "tomorrow",
  "every",
  "week",
  "not",
  "don't",
  "if",
  "should",
  "I",
  "and",
  ",",
  "then",
  "the",
  "with",
  "work",
  "errands",
  "call",
  "plumber",
  "stamps",
  "report",
  "printer",
  "ink",
  "train",
  "cat",
  "remind",
  "me",
  "at",
  "3pm",
  "no",
  "?",
  '"',
  "undo",
  "lösch",
  "verschieb",
  "nicht",
];
/** Words that name a group or what was spoken of before: those name without a title. */
const groups = ["all", "every", "everything", "it", "them", "both", "list", "undo", "tasks"];

const sample = ownCases().find(({ world }) => world === "bristol");

describe("no text whatever", () => {
  if (sample === undefined) throw new Error("There is no case in that world");
  const world = startOf(sample);
  const { now, tz, week_start: weekStart, locale } = caseOf(sample);
  const at = { now: Date.parse(now), timeZone: tz, weekStart, locale };
  const plan = (text: string) =>
    decide(
      { text, world, conversation: newConversation, at },
      { turnId: "turn", newId: () => "new" },
    );

  it("changes a task of which it has no word of the title or tag", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }), (said) => {
        const { operations } = plan(said.join(" "));
        const isGroup = said.some((word) => groups.includes(word));
        for (const { op, id } of isGroup || operations.length === 0 ? [] : operations) {
          if (op === "create") continue;
          const task = [...world.tasks, ...world.trash].find((one) => one.id === id);
          const named = `${task?.title ?? ""} ${task?.tags.join(" ") ?? ""}`.toLowerCase();
          expect(said.some((word) => word.length > 2 && named.includes(word.toLowerCase()))).toBe(
            true,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(["rename every task to errand", "rename buy stamps and pay rent to errand"])(
    "gives two tasks one name: %s",
    (text) => {
      const { operations, effect } = plan(text);
      expect(operations).toEqual([]);
      expect(["ask", "refuse"]).toContain(effect);
    },
  );

  it("deletes two tasks, or does more than a turn may, without asking", () => {
    const any = fc.array(fc.constantFrom(...words, ...groups), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(any, (said) => {
        const { operations, effect } = plan(said.join(" "));
        expect(operations.length).toBeLessThanOrEqual(mostOperations);
        expect(operations.filter(({ op }) => op === "delete").length).toBeLessThan(2);
        expect(effect === "execute" || operations.length === 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => {
        expect(plan(text).reply).not.toBe("");
      }),
      { numRuns: 60 },
    );
  });
});
