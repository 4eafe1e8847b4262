import { applyOperations } from "./apply-operations.ts";
import { newConversation } from "./conversation.ts";
import { decide } from "./deciding/decide.ts";
import type { Operation } from "./operation.ts";
import type { AssistantTask, World } from "./world.ts";

/** A labelled dialogue: a world of its own, and what is said in it. */
export type Case = {
  id: string;
  now: string;
  tz: string;
  week_start: "monday" | "saturday" | "sunday";
  locale: string;
  state: {
    tasks: AssistantTask[];
    trash: AssistantTask[];
    reminders: World["reminders"];
    activity: World["entries"];
  };
  turns: { user: string }[];
};

/** A line of a transcript, as scorers take it. */
export type Transcript = { id: string; turns: TranscriptTurn[] };
export type TranscriptTurn = {
  effect: string;
  operations: Operation[];
  pending: Operation[];
  shown: string[];
  candidates: string[];
  entries: string[];
  reply: string;
};

/** Plays a case: each turn upon the world as the turns before it left it. */
export function evaluate(one: Case): Transcript {
  const { locale, state } = one;
  let world = worldOf(state);
  let conversation = newConversation;
  let made = 0;
  const newId = (): string => `new${(made += 1)}`;
  let now = Date.parse(one.now);
  const turns = one.turns.map(({ user }, index): TranscriptTurn => {
    const at = { now, timeZone: one.tz, weekStart: one.week_start, locale };
    const before = made;
    const plan = decide(
      { text: user, world, conversation, at },
      { turnId: `turn${index + 1}`, newId },
    );
    if (plan.effect !== "execute") made = before;
    world = applyOperations(world, plan.operations);
    ({ conversation } = plan);
    now += 1_000;
    const { effect, operations, pending, shown, candidates, entries, reply } = plan;
    return { effect, operations, pending, shown, candidates, entries, reply };
  });
  return { id: one.id, turns };
}

/** The world of a case when it begins. */
export function worldOf({ tasks, trash, reminders, activity }: Case["state"]): World {
  return { tasks: tasks.map(inUtc), trash: trash.map(inUtc), reminders, entries: activity };
}

/** Instants are in UTC with milliseconds, whatever offset they are written with. */
function inUtc(task: AssistantTask): AssistantTask {
  const due = task.due_date;
  return due === null || due.length === 10
    ? task
    : { ...task, due_date: new Date(due).toISOString() };
}
