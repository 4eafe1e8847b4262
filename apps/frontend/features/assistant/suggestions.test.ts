import { newConversation } from "@pakaura/domain/assistant/conversation";
import { decide } from "@pakaura/domain/assistant/deciding/decide";
import { englishLog } from "@pakaura/domain/english-log";
import { describe, expect, it } from "vitest";
import { loadAllMessages, loadMessages } from "../../messages/messages.ts";
import type { Task } from "@pakaura/contract/task";
import { aTask } from "../tasks/task.fixture.ts";
import { suggestionsFor, suggestionWords, type Suggestion } from "./suggestions.ts";
import { worldHere } from "./world-here.ts";

const now = Date.parse("2026-11-30T09:00:00.000Z");
const timeZone = "Europe/Berlin";

function suggested(...fields: Partial<Task>[]): Suggestion[] {
  const tasks = fields.map((one, index) => aTask({ ...one, id: `task-${index}` }));
  return suggestionsFor(new Map(tasks.map((task) => [task.id, task])), { now, timeZone });
}

describe("suggestions", () => {
  it("ask for help where there is nothing else", () => {
    expect(suggested()).toEqual(["help"]);
    expect(suggested({ deleted_at: "2026-11-30T08:00:00.000Z", tags: ["home"] })).toEqual(["help"]);
  });

  it("begin with what is overdue", () => {
    expect(suggested({ due_date: "2026-11-29" })).toEqual(["overdue", "move", "plan", "soon"]);
  });

  it("fit what is due, what was finished, and the tag that is used most", () => {
    expect(suggested({ due_date: "2026-11-30" })).toEqual(["plan", "soon", "help"]);
    expect(suggested({ due_date: "2026-12-07" })).toEqual(["soon", "help"]);
    expect(suggested({ due_date: "2026-12-08" })).toEqual(["help"]);
    expect(
      suggested({ completed: true, completed_at: "2026-11-24T08:00:00.000Z", tags: ["done"] }),
    ).toEqual(["finished", "help"]);
    expect(suggested({ tags: ["home", "garden"] }, { tags: ["home"] })).toEqual([
      { tag: "home" },
      "help",
    ]);
  });
});

const everything: Suggestion[] = [
  "overdue",
  "move",
  "plan",
  "soon",
  "finished",
  "help",
  { tag: "home" },
];

describe.each(["en", "de"] as const)("the words of suggestions in %s", (language) => {
  it.each(everything)("are understood: %j", async (suggestion) => {
    await loadMessages(language);
    await loadAllMessages();
    const tasks = [
      aTask({ id: "late", title: "Rent", due_date: "2026-11-29", tags: ["home"] }),
      aTask({ id: "soon", title: "Dentist", due_date: "2026-12-02" }),
      aTask({ id: "done", title: "Sweep", completed_at: "2026-11-29T08:00:00.000Z" }),
    ];
    const plan = decide(
      {
        text: suggestionWords(suggestion),
        world: worldHere(tasks, [], englishLog),
        conversation: newConversation,
        at: { now, timeZone, weekStart: "monday", locale: language },
      },
      { turnId: "turn", newId: () => "new" },
    );
    expect(plan.effect).toBe(suggestion === "move" ? "execute" : "answer");
    expect(plan.shown).toHaveLength(suggestion === "help" ? 0 : 1);
  });
});
