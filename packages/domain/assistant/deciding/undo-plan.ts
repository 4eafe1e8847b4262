import type { Context } from "../context.ts";
import type { Operation } from "../operation.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { quietPlan } from "./assemble.ts";
import { inverseOfEntry } from "./inverse.ts";
import type { Plan } from "./plan.ts";

/** Takes back the last turn of the conversation, else the newest change of the log that can be. */
export function undoPlan(context: Context): Plan {
  const { conversation, world } = context;
  const replies = repliesFor(context);
  const turn = conversation.turns.at(-1);
  if (turn && turn.inverse.length > 0)
    return undone([...turn.inverse], { turn: turn.id }, context, {
      turns: conversation.turns.slice(0, -1),
    });
  for (const entry of world.entries) {
    const inverse = inverseOfEntry(entry);
    if (inverse === null || conversation.undone.includes(entry.id) || entry.actor !== "user")
      continue;
    return undone([inverse], { entry: entry.id }, context, {
      undone: [...conversation.undone, entry.id],
    });
  }
  return quietPlan("refuse", replies.nothingToUndo(), conversation);
}

function undone(
  operations: Operation[],
  undoes: Plan["undoes"],
  context: Context,
  conversation: Partial<Context["conversation"]>,
): Plan {
  const ids = [...new Set(operations.map(({ id }) => id))];
  return {
    ...quietPlan("answer", repliesFor(context).undone(operations.length), {
      ...context.conversation,
      ...conversation,
      focus: ids,
      pending: null,
    }),
    effect: "execute",
    operations,
    shown: ids,
    undoes,
  };
}
