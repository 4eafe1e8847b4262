import type { Context } from "../context.ts";
import type { Turn } from "../conversation.ts";
import type { Operation } from "../operation.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { quietPlan } from "./assemble.ts";
import { inverseOfEntry } from "./inverse.ts";
import type { AssistantEntry } from "../world.ts";
import type { Plan } from "./plan.ts";

/** What takes one turn or one entry of the log back, with the tasks that it is about. */
type Undoing = {
  operations: readonly Operation[];
  ids: readonly string[];
  turn?: string;
  entry?: string;
};

/** Takes back the last turns of the conversation, the newest first, and then the newest changes of the log that can be. */
export function undoPlan(context: Context, count = 1): Plan {
  const { conversation } = context;
  const undoings = [...ofTurns(context), ...ofLog(context)].slice(0, count);
  // Where that cannot be taken back, a turn that only put a reminder off stays: nothing older is taken back in its place.
  const isStuck = undoings.some((one) => one.operations.length === 0);
  if (undoings.length === 0 || isStuck)
    return quietPlan("refuse", repliesFor(context).nothingToUndo(), conversation);
  const operations = undoings.flatMap((one) => one.operations);
  const turns = undoings.flatMap(({ turn = [] }) => turn);
  const entries = undoings.flatMap(({ entry = [] }) => entry);
  const ids = [...new Set(undoings.flatMap((one) => one.ids))];
  return {
    ...quietPlan("answer", repliesFor(context).undone(operations.length), {
      ...conversation,
      turns: conversation.turns.filter(({ id }) => !turns.includes(id)),
      undone: [...conversation.undone, ...entries],
      since: conversation.since ?? context.at.now,
      focus: ids,
      pending: null,
    }),
    effect: "execute",
    operations,
    shown: ids,
    undoes: { turns, entries },
  };
}

function ofTurns({ conversation }: Context): Undoing[] {
  return conversation.turns
    .toReversed()
    .map((turn) => ({ operations: turn.inverse, ids: idsOf(turn), turn: turn.id }));
}

/** An operation names its task, or a reminder of one of those that the turn put off. */
function idsOf({ inverse, steps }: Turn): string[] {
  const snoozed = steps.filter(({ changes }) => changes.some(({ does }) => does === "snooze"));
  return inverse.flatMap(({ op, id }) =>
    op === "snooze_reminder" ? snoozed.flatMap(({ ids }) => ids) : id,
  );
}

function ofLog({ conversation, world }: Context): Undoing[] {
  const { undone, since = Infinity } = conversation;
  // What this conversation wrote is taken back by its turns, and what took them back is not taken back in turn.
  const isOfTurns = ({ actor_detail: detail, time }: AssistantEntry): boolean =>
    detail === "assistant" && Date.parse(time) >= since;
  return world.entries.flatMap((entry): Undoing[] => {
    const inverse = entry.actor === "user" ? inverseOfEntry(entry) : null;
    const isDone = inverse === null || undone.includes(entry.id) || isOfTurns(entry);
    return isDone ? [] : [{ operations: [inverse], ids: [inverse.id], entry: entry.id }];
  });
}
