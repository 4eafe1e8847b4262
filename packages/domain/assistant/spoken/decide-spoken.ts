import type { Context } from "../context.ts";
import { confirmPlan, planOf } from "../deciding/assemble.ts";
import { contextOf, type Said } from "../deciding/context-of.ts";
import { answerTo, type Names } from "../deciding/decide.ts";
import { newDraft } from "../deciding/draft.ts";
import { interpret } from "../deciding/interpret.ts";
import type { Outcome } from "../deciding/outcome.ts";
import { takeUp } from "../deciding/outcomes-of.ts";
import type { Plan } from "../deciding/plan.ts";
import { askWhich } from "../deciding/assemble.ts";
import type { SlotName } from "../frames/frame.ts";
import { lexiconsFor, type Lexicon } from "../languages/lexicon.ts";
import { readFilter } from "../reading/read-filter.ts";
import { slotTest } from "../reading/slot-test.ts";
import { repliesFor } from "../replies/replies-for.ts";
import type { Word } from "../words.ts";
import { createdInWords } from "./created-in-words.ts";
import { placed, slotsOf } from "./phrases.ts";
import { spokenKinds, type SpokenCommand, type SpokenKind } from "./spoken-command.ts";
import { wasSaid } from "./was-said.ts";

/** The most that a turn does which another reader than the rules has read. */
export const mostSpokenOperations = 20;

/**
 * What commands of another reader come to for what was said, by the readers, targets and policies of the rules. Null
 * when they are nothing that can be done: a phrase that nothing reads, no such task, too many operations. What deletes,
 * and what was not said in so many words, is confirmed first.
 */
export function decideSpoken(
  commands: readonly SpokenCommand[],
  said: Said,
  names: Names,
): Plan | null {
  if (commands.length === 0 || commands.length > mostSpokenOperations) return null;
  const quiet = { ...said, conversation: { ...said.conversation, pending: null } };
  for (const lexicon of lexiconsFor(said.at.locale)) {
    const plan = decideIn(commands, quiet, lexicon, names);
    if (plan !== null) return plan;
  }
  return null;
}

function decideIn(
  commands: readonly SpokenCommand[],
  said: Said,
  lexicon: Lexicon,
  names: Names,
): Plan | null {
  const { text, commands: all } = placed(commands);
  const { context } = contextOf({ ...said, text }, lexicon);
  const fits = slotTest(context);
  const draft = newDraft();
  let isSaid = true;
  const outcomes: Outcome[] = [];
  for (const command of all) {
    const slots = slotsOf(command, context);
    const isRead = Object.entries(slots).every(([name, words]) => fits(name as SlotName, words));
    const needed: readonly SlotName[] = spokenKinds[command.kind];
    if (!isRead || needed.some((name) => slots[name] === undefined)) return null;
    const outcome = outcomeOf(command.kind, slots, context);
    isSaid &&= wasSaid(slots, outcome, said.text, context);
    takeUp(outcome, context, draft, names.newId);
    outcomes.push(outcome);
  }
  return planFor(outcomes, { draft, isSaid }, context, names);
}

function outcomeOf(
  kind: SpokenKind,
  slots: Partial<Record<SlotName, Word[]>>,
  context: Context,
): Outcome {
  const words = Object.values(slots).flat();
  if (kind === "create") return createdInWords(slots, context);
  if (kind !== "list")
    return interpret({ kind, source: kind, slots, isTentative: false, words }, context);
  const { filter, rest } = readFilter(words, context.lexicon.language.listFillers, context);
  return { kind: "list", request: { filter, search: rest, isSure: true } };
}

function planFor(
  outcomes: readonly Outcome[],
  { draft, isSaid }: { draft: ReturnType<typeof newDraft>; isSaid: boolean },
  context: Context,
  names: Names,
): Plan | null {
  const doubt = outcomes.find(({ kind }) => kind === "unclear");
  const [first] = outcomes;
  if (doubt?.kind === "unclear")
    return doubt.isTie
      ? askWhich(outcomes.length === 1 ? doubt.changes : [], doubt.candidates, context)
      : null;
  const isWrite = outcomes.every(({ kind }) => kind === "change" || kind === "create");
  if (isWrite) {
    const { operations, problems } = draft;
    if (operations.length + problems.length === 0 || operations.length > mostSpokenOperations)
      return null;
    const plan = planOf(draft, context, names);
    const isDeleting = operations.some(({ op }) => op === "delete");
    if (plan.effect !== "execute" || (isSaid && !isDeleting)) return plan;
    const question = repliesFor(context).proposed(draft);
    return confirmPlan(draft, context, { id: names.newId(), question });
  }
  const isAnswer = first !== undefined && outcomes.length === 1 && answers.has(first.kind);
  return isAnswer ? answerTo(first, context, names) : null;
}

const answers: ReadonlySet<Outcome["kind"]> = new Set([
  "help",
  "plan",
  "review",
  "list",
  "activity",
]);
