import type { Context } from "../context.ts";
import type { Pending } from "../conversation.ts";
import type { PhraseTable } from "../languages/lexicon.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { clauseOf } from "../reading/clause.ts";
import { tasksOf } from "../targets/known-tasks.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { trimmedWords, type Word } from "../words.ts";
import type { AssistantTask } from "../world.ts";
import { chooseAmong } from "../targets/choose-among.ts";
import { answerLack } from "./answer-lack.ts";
import type { Answered } from "./answered.ts";
import { quietPlan } from "./assemble.ts";
import { addChanges, newDraft } from "./draft.ts";
import type { Plan } from "./plan.ts";

/** Reads "yes", "no", "the juice", "the second one", "both", or what was lacking. */
export function answerPending(
  said: readonly Word[],
  context: Context,
  newId: () => string,
): Answered | null {
  const { conversation, lexicon, at } = context;
  const { pending } = conversation;
  const words = trimmedWords(said).filter(({ text }) => text !== ",");
  const bare = clauseOf(words, context).words;
  const is = (list: readonly string[]): boolean => {
    const table = lexicon.phrases(list);
    return [words, bare].some((said) => said.length > 0 && restAfter(said, table).length === 0);
  };
  const isYes = is(lexicon.language.yes);
  const isNo = is(lexicon.language.no);
  if (pending === null) return null;
  if (isNo) return { kind: "plan", plan: declined(context) };
  if (pending.until <= at.now) {
    const plan = quietPlan("refuse", repliesFor(context).outdated(), {
      ...conversation,
      pending: null,
    });
    return isYes ? { kind: "plan", plan } : null;
  }
  switch (pending.kind) {
    case "confirm":
      return isYes
        ? confirmed(pending, context)
        : narrowed(restAfter(words, lexicon.phrases(lexicon.language.no)), pending, context);
    case "target":
      return chosen(words, pending, isYes, context);
    case "missing":
      return answerLack(words, pending, context, newId);
  }
}

/** Words without the phrases of a table before them: "yep, go ahead" is nothing more. */
function restAfter(words: readonly Word[], table: PhraseTable): Word[] {
  let rest = trimmedWords(words);
  for (let length = table.lengthAt(rest, 0); length > 0; length = table.lengthAt(rest, 0))
    rest = trimmedWords(rest.slice(length));
  return rest;
}

function declined(context: Context): Plan {
  const { conversation } = context;
  return quietPlan("refuse", repliesFor(context).declined(), { ...conversation, pending: null });
}

/** What was shown is carried out. */
export function confirmed(
  pending: Extract<Pending, { kind: "confirm" }>,
  context: Context,
): Answered {
  const draft = newDraft();
  for (const { changes, ids } of pending.steps)
    addChanges(draft, changes, { tasks: tasksOf(ids, context, true), isAll: false }, context);
  // New tasks of the same turn keep the ids that were shown.
  for (const operation of pending.operations)
    if (operation.op === "create") draft.operations.push(operation);
  return { kind: "draft", draft, isConfirmed: true };
}

/** "Just the stamps": a part of what was to be confirmed. */
function narrowed(
  words: readonly Word[],
  pending: Extract<Pending, { kind: "confirm" }>,
  context: Context,
): Answered | null {
  const only = context.lexicon.phrases(context.lexicon.language.only).lengthAt(words, 0);
  const [step] = pending.steps;
  if (only === 0 || step === undefined || pending.steps.length > 1) return null;
  const tasks = chooseAmong(words.slice(only), step.ids, context);
  if (tasks.length === 0) return null;
  const draft = newDraft();
  addChanges(draft, step.changes, { tasks, isAll: false }, context);
  return { kind: "draft", draft, isConfirmed: tasks.length === 1 };
}

function chosen(
  words: readonly Word[],
  { changes, candidates }: Extract<Pending, { kind: "target" }>,
  isYes: boolean,
  context: Context,
): Answered | null {
  if (changes.length === 0) return null;
  const own =
    candidates.length > 0 ? chooseAmong(words, candidates, context) : anyOf(words, context);
  const tasks = isYes && candidates.length === 1 ? tasksOf(candidates, context, true) : own;
  if (tasks.length === 0) return null;
  const draft = newDraft();
  addChanges(draft, changes, { tasks, isAll: false }, context);
  return { kind: "draft", draft, isConfirmed: false };
}

function anyOf(words: readonly Word[], context: Context): AssistantTask[] {
  const target = resolveTarget(words, "any", context);
  return target.kind === "found" && !target.isAll ? target.tasks : [];
}
