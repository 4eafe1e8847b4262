import type { CreateTask } from "@pakaura/contract/http";
import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import { mostTurns, pendingMs, type Conversation, type Pending } from "../conversation.ts";
import type { Operation } from "../operation.ts";
import { repliesFor } from "../replies/replies-for.ts";
import type { AssistantTask } from "../world.ts";
import type { Draft } from "./draft.ts";
import { inverseOf } from "./inverse.ts";
import type { Lack } from "../lack.ts";
import type { Plan } from "./plan.ts";

/** The most that one turn does. */
export const mostOperations = 50;

/** A plan in which nothing is done. */
export function quietPlan(
  effect: "answer" | "ask" | "refuse",
  reply: string,
  conversation: Conversation,
  rest: Partial<Plan> = {},
): Plan {
  return {
    effect,
    reply,
    operations: [],
    pending: [],
    pendingId: null,
    shown: [],
    candidates: [],
    entries: [],
    undoes: null,
    isUnread: false,
    conversation: { ...conversation, isChanged: false },
    ...rest,
  };
}

/** What a draft comes to: carried out, or first confirmed where it deletes several or names a group. */
export function planOf(
  draft: Draft,
  context: Context,
  ids: { newId: () => string; turnId: string },
): Plan {
  const { conversation } = context;
  const { operations } = draft;
  const replies = repliesFor(context);
  if (operations.length === 0) return quietPlan("answer", replies.nothingDone(draft), conversation);
  const named = draft.steps.find(({ changes, ids: { length } }) => length > 1 && isName(changes));
  // No two tasks are meant to have one name.
  if (named) return askWhich(named.changes, tasksOf(draft, named.ids), context);
  if (operations.length > mostOperations)
    return quietPlan("refuse", replies.tooMany(operations.length, mostOperations), conversation);
  const deleted = operations.filter(({ op }) => op === "delete").length;
  if (deleted > 1 || draft.isGrave)
    return confirmPlan(draft, context, { id: ids.newId(), question: replies.confirm(draft) });
  return executePlan(draft, context, ids.turnId);
}

const isName = (changes: readonly Change[]): boolean =>
  changes.some(({ does }) => does === "title");

const tasksOf = ({ before }: Draft, ids: readonly string[]): AssistantTask[] =>
  ids.flatMap((id) => before.get(id) ?? []);

/** The plan that asks whether a draft is to be carried out. */
export function confirmPlan(
  { operations, steps }: Draft,
  { conversation, at }: Context,
  { id, question }: { id: string; question: string },
): Plan {
  const pending: Pending = { kind: "confirm", id, steps, operations, until: at.now + pendingMs };
  const affected = steps.flatMap((step) => step.ids);
  return {
    ...quietPlan("ask", question, { ...conversation, pending, focus: affected }),
    effect: "confirm",
    pending: operations,
    pendingId: id,
    shown: affected,
  };
}

/** The plan that carries a draft out, and remembers how to take it back. */
export function executePlan(draft: Draft, context: Context, turnId: string): Plan {
  const { operations, steps, before } = draft;
  const { conversation, world } = context;
  const turn = { id: turnId, steps, operations, inverse: inverseOf(operations, before, world) };
  const focus = [...new Set(steps.flatMap((step) => step.ids))];
  return {
    ...quietPlan("answer", repliesFor(context).executed(draft), conversation),
    effect: "execute",
    operations,
    shown: focus,
    conversation: {
      ...conversation,
      turns: [...conversation.turns, turn].slice(-mostTurns),
      since: conversation.since ?? context.at.now,
      focus,
      isChanged: true,
      pending: null,
    },
  };
}

/** Asks which task is meant. */
export function askWhich(
  changes: readonly Change[],
  candidates: readonly AssistantTask[],
  context: Context,
): Plan {
  const { conversation, at } = context;
  const ids = candidates.map(({ id }) => id);
  const pending: Pending = { kind: "target", changes, candidates: ids, until: at.now + pendingMs };
  const shown = ids.length > 0 ? ids : conversation.shown;
  return quietPlan(
    "ask",
    repliesFor(context).which(candidates),
    { ...conversation, pending, shown },
    { candidates: ids },
  );
}

/** Asks for what a command lacks. */
export function askFor(lack: Lack, tasks: readonly AssistantTask[], context: Context): Plan {
  const { conversation, at } = context;
  const ids = tasks.map(({ id }) => id);
  const pending: Pending = { kind: "missing", lack, ids, until: at.now + pendingMs };
  return quietPlan("ask", repliesFor(context).lacks(lack), { ...conversation, pending });
}

/** Asks whether words are meant as a new task. */
export function offerPlan(
  bodies: readonly CreateTask[],
  context: Context,
  { newId }: { newId: () => string },
): Plan {
  const { conversation, at } = context;
  const operations = bodies.map((body): Operation => ({ op: "create", id: newId(), body }));
  const id = newId();
  const pending: Pending = {
    kind: "confirm",
    id,
    steps: [],
    operations,
    until: at.now + pendingMs,
  };
  return quietPlan(
    "ask",
    repliesFor(context).offer(bodies),
    { ...conversation, pending },
    { pendingId: id },
  );
}
