import { describe, expect, it } from "vitest";
import { applyOperations } from "../apply-operations.ts";
import { newConversation } from "../conversation.ts";
import { decide } from "../deciding/decide.ts";
import { caseOf, ownCases, startOf, stateOf, type OwnCase } from "./own-cases.case.ts";

describe("one undo after a turn that was carried out", () => {
  it("is the exact state before it, in each of the cases", () => {
    const played = ownCases().map(undone);
    expect(played.flatMap(({ faults }) => faults)).toEqual([]);
    expect(played.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(400);
  });
});

/** Plays a case, and takes each turn back beside it. A reminder that was put off fires again: nothing takes that back. */
function undone(one: OwnCase): { faults: string[]; count: number } {
  const { now, tz, week_start: weekStart, locale } = caseOf(one);
  const at = { now: Date.parse(now), timeZone: tz, weekStart, locale };
  const faults: string[] = [];
  let world = startOf(one);
  let conversation = newConversation;
  let made = 0;
  let count = 0;
  const names = { turnId: "", newId: () => `new${(made += 1)}` };
  for (const [index, { user: text }] of one.turns.entries()) {
    const plan = decide({ text, world, conversation, at }, { ...names, turnId: `turn${index}` });
    const after = applyOperations(world, plan.operations);
    const isSnooze = plan.operations.some(({ op }) => op === "snooze_reminder");
    if (plan.effect === "execute" && plan.undoes === null && !isSnooze) {
      const back = decide(
        { text: "undo", world: after, conversation: plan.conversation, at },
        { ...names, turnId: "undo" },
      );
      const left = withoutMade(applyOperations(after, back.operations), world);
      count += 1;
      if (JSON.stringify(stateOf(left, [])) !== JSON.stringify(stateOf(world, [])))
        faults.push(`${one.id} “${text}”`);
    }
    world = after;
    ({ conversation } = plan);
  }
  return { faults, count };
}

/** What was created and taken back is in the trash: nowhere else to be seen. */
function withoutMade<World extends ReturnType<typeof startOf>>(left: World, before: World): World {
  const known = new Set([...before.tasks, ...before.trash].map(({ id }) => id));
  return { ...left, trash: left.trash.filter(({ id }) => known.has(id)) };
}
