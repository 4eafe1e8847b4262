import { describe, expect, it } from "vitest";
import { linesOf } from "./lines-of.ts";

async function answersTo(command: "evaluate" | "read", ...lines: object[]): Promise<unknown[]> {
  async function* given(): AsyncGenerator<string> {
    await Promise.resolve();
    for (const line of lines) yield JSON.stringify(line);
  }
  const answers: unknown[] = [];
  for await (const answer of linesOf(command, given())) answers.push(JSON.parse(answer));
  return answers;
}

const moment = { now: "2026-11-18T09:30:00+00:00", tz: "Europe/London" };

describe("the assistant by lines", () => {
  it("reads commands", async () => {
    const [read] = await answersTo("read", {
      id: "1",
      text: "remind me to call Ann on friday",
      ...moment,
    });
    expect(read).toEqual({
      id: "1",
      commands: [{ intent: "create_task", title: "Call Ann", due_date: "2026-11-20" }],
    });
  });

  it("plays cases, each in a world of its own", async () => {
    const task = {
      id: "t1",
      title: "Water the fern",
      due_date: null,
      priority: "none",
      tags: [],
      completed: false,
      recurrence: null,
      reminder_lead_minutes: 30,
    };
    const one = {
      ...moment,
      state: { tasks: [task] },
      turns: [{ user: "water the fern is done" }],
    };
    const answers = await answersTo("evaluate", { id: "a", ...one }, { id: "b", ...one });
    for (const answer of answers)
      expect(answer).toMatchObject({
        turns: [{ effect: "execute", operations: [{ op: "complete", id: "t1" }] }],
      });
  });

  it("refuses a line that is neither", async () => {
    await expect(answersTo("read", { id: "1" })).rejects.toThrow(/now/u);
  });
});
