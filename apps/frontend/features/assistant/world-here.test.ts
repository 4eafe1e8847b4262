import { newConversation } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import { englishLog } from "@pakaura/domain/english-log";
import { describe, expect, it } from "vitest";
import { aTask } from "../tasks/task.fixture.ts";
import { worldHere } from "./world-here.ts";

const now = Date.parse("2026-11-30T09:00:00.000Z");
const tasks = [
  aTask({ id: "plants", title: "Water the plants", due_date: "2026-11-29" }),
  aTask({
    id: "sweep",
    title: "Sweep",
    completed: true,
    completed_at: "2026-11-29T08:00:00.000Z",
  }),
  aTask({ id: "rent", title: "Pay the rent", deleted_at: "2026-11-30T08:00:00.000Z" }),
];

function answerTo(text: string) {
  const at = { now, timeZone: "Europe/Berlin", weekStart: "monday", locale: "en-GB" } as const;
  return decide(
    { text, world: worldHere(tasks, [], englishLog), conversation: newConversation, at },
    { turnId: "turn", newId: () => "new" },
  );
}

describe("the tasks of this browser", () => {
  it("are what is asked about and changed, without those in the trash", () => {
    expect(answerTo("what is overdue?").shown).toEqual(["plants"]);
    expect(answerTo("restore the rent").operations).toEqual([{ op: "restore", id: "rent" }]);
  });

  it("tell themselves what was finished, without the log", () => {
    const { shown, reply } = answerTo("what did I finish yesterday?");
    expect(shown).toEqual(["sweep"]);
    expect(reply).toContain("Task completed: Sweep");
  });

  it("do not say what the newest change was: nothing is taken back by guess", () => {
    expect(answerTo("undo")).toMatchObject({ effect: "refuse", operations: [] });
  });
});
