import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import type { Turn } from "../conversation.ts";
import { clauseOf } from "../reading/clause.ts";
import { readFrames } from "../reading/read-frames.ts";
import { readPriority } from "../reading/read-priority.ts";
import { readLeadMinutes, readWhen } from "../reading/read-when.ts";
import { tagsIn } from "../reading/tags-in.ts";
import { tasksOf } from "../targets/known-tasks.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { textOf, trimmedWords, type Word } from "../words.ts";
import { bodyWith, saidIn, titleOf, wordsBeside } from "./created-by.ts";
import { addChanges, addCreated, addOperation, newDraft, type Draft } from "./draft.ts";
import { undoCount } from "./interpret.ts";
import { changesOf } from "./said-of-task.ts";

/** What words behind a turn that changed something come to: a correction of it, more of it, or null for neither. */
export type FollowUp =
  | { kind: "draft"; draft: Draft }
  | { kind: "undo"; count: number }
  | { kind: "ask" }
  /** A command behind "no, ..." or "actually ...". */
  | { kind: "command"; words: Word[] };

/** Reads "no, 3pm", "the tent pegs I mean", "for saturday", "same for the library card". */
export function followUp(
  words: readonly Word[],
  context: Context,
  newId: () => string,
): FollowUp | null {
  const { conversation } = context;
  const turn = conversation.turns.at(-1);
  if (!conversation.isChanged || turn === undefined) return null;
  const undo = undoIn(clauseOf(words, context).words, context);
  if (undo) return undo;
  const more = repeated(words, turn, context, newId);
  const { rest, isCorrection } = withoutCorrection(words, context);
  if (rest.length === 0) return isCorrection ? { kind: "ask" } : null;
  const corrected = undoIn(rest, context);
  if (corrected) return isCorrection ? corrected : null;
  const about = argument(rest, turn, context);
  if (about) return { kind: "draft", draft: draftOf(about, turn.steps.at(-1)?.ids ?? [], context) };
  if (more) return more;
  if (isCorrection) return retargeted(rest, turn, context) ?? { kind: "command", words: rest };
  return null;
}

/** "Undo", with how many changes. */
function undoIn(
  words: readonly Word[],
  context: Context,
): Extract<FollowUp, { kind: "undo" }> | null {
  const [reading] = readFrames(words, context, ["undo"]);
  return reading ? { kind: "undo", count: undoCount(reading, context) } : null;
}

/** Without "no", "sorry", "I meant" before, and "I mean" behind. */
function withoutCorrection(
  words: readonly Word[],
  { lexicon }: Context,
): { rest: Word[]; isCorrection: boolean } {
  const table = lexicon.phrases(lexicon.language.corrections);
  const tails = lexicon.phrases(lexicon.language.classes["correctionTail"] ?? []);
  let rest = trimmedWords(words);
  let isCorrection = false;
  for (;;) {
    const length = table.lengthAt(rest, 0);
    if (length === 0) break;
    rest = trimmedWords(rest.slice(length));
    isCorrection = true;
  }
  // "Not post, mail".
  const comma = rest.findIndex(({ text }) => text === ",");
  const isNot = lexicon.phrases(lexicon.language.classes["not"] ?? []).lengthAt(rest, 0) > 0;
  if (isNot && comma > 0) {
    rest = trimmedWords(rest.slice(comma + 1));
    isCorrection = true;
  }
  const tail = [5, 4, 3, 2, 1].find((length) => tails.isWhole(rest.slice(-length)));
  if (tail !== undefined && tail < rest.length)
    return { rest: rest.slice(0, -tail), isCorrection: true };
  return { rest, isCorrection };
}

/** A date, a priority, a tag, a lead time by itself: what the last tasks are to have. */
function argument(rest: readonly Word[], turn: Turn, context: Context): Change[] | null {
  const { words } = clauseOf(rest, context);
  const phrase = textOf(context.text, words);
  const last = turn.steps.at(-1)?.changes[0];
  const when = readWhen(phrase, context.at);
  if (when)
    return last?.does === "snooze"
      ? [{ does: "snooze", until: when.dueDate }]
      : [{ does: "when", when }];
  const priority = readPriority(words, context);
  if (priority) return [{ does: "priority", priority }];
  const lead = last?.does === "lead" ? readLeadMinutes(phrase, context.at) : null;
  if (lead !== null) return [{ does: "lead", minutes: lead }];
  const said = saidIn(words, context);
  const changes = changesOf(said);
  if (changes.length > 0 && wordsBeside(words, said).length === 0) return changes;
  const isTagging = last?.does === "tag" && words.length <= 2;
  const tags = isTagging && !words.some(({ isKept }) => isKept) ? tagsIn(words, context) : [];
  return tags.length > 0 && last?.does === "tag"
    ? [
        { does: "untag", tags: last.tags },
        { does: "tag", tags },
      ]
    : null;
}

function draftOf(changes: readonly Change[], ids: readonly string[], context: Context): Draft {
  const draft = newDraft();
  addChanges(draft, changes, { tasks: tasksOf(ids, context), isAll: false }, context);
  return draft;
}

/** "The tent pegs I mean": the last turn is taken back, and done to another task. */
function retargeted(rest: readonly Word[], turn: Turn, context: Context): FollowUp | null {
  const [step] = turn.steps;
  if (step === undefined || step.changes.length === 0 || turn.steps.length !== 1) return null;
  const target = resolveTarget(rest, "any", context);
  if (target.kind !== "found" || target.tasks.length === 0 || target.isAll) return null;
  if (target.tasks.some(({ id }) => step.ids.includes(id))) return null;
  const draft = newDraft();
  const old = tasksOf(step.ids, context, true);
  for (const task of old) draft.before.set(task.id, task);
  for (const operation of turn.inverse) addOperation(draft.operations, operation);
  addChanges(draft, step.changes, target, context);
  return { kind: "draft", draft };
}

/** "Same for the library card", "and mow the lawn": the last change for another task, or another new task. */
function repeated(
  words: readonly Word[],
  turn: Turn,
  context: Context,
  newId: () => string,
): FollowUp | null {
  const again = context.lexicon.phrases(context.lexicon.language.again);
  const length = again.lengthAt(words, 0);
  const rest = clauseOf(words.slice(length), context).words;
  const step = turn.steps.at(-1);
  if (length === 0 || rest.length === 0 || step === undefined) return null;
  const target = resolveTarget(rest, "any", context);
  const draft = newDraft();
  const [created] = turn.operations;
  if (target.kind === "found" && target.tasks.length > 0 && step.changes.length > 0) {
    addChanges(draft, step.changes, target, context);
    return { kind: "draft", draft };
  }
  if (created?.op !== "create" || rest.length > 3 || target.kind === "found") return null;
  const isCommand = [...readFrames(rest, context)].some(({ isTentative }) => !isTentative);
  const said = saidIn(rest, context);
  const title = isCommand ? "" : titleOf(rest, said, context);
  if (title === "") return null;
  const body = bodyWith(title, said, null);
  const tags = [...new Set([...(body.tags ?? []), ...(created.body.tags ?? [])])];
  addCreated(draft, [{ ...body, ...(tags.length > 0 ? { tags } : {}) }], context, newId);
  return { kind: "draft", draft };
}
