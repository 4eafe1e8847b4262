import type { Context } from "../context.ts";
import { clauseOf } from "../reading/clause.ts";
import { splitClauses } from "../reading/split-clauses.ts";
import type { Word } from "../words.ts";
import { decideClause } from "./decide-clause.ts";
import { addChanges, addCreated, type Draft } from "./draft.ts";
import { doneOf, isOfPast } from "./done-of.ts";
import type { Outcome } from "./outcome.ts";

/** What the clauses of a text come to, each with the tasks as those before it leave them. */
export function outcomesOf(
  words: readonly Word[],
  context: Context,
  draft: Draft,
  newId: () => string,
): Outcome[] {
  const clauses = splitClauses(words, context, (rest, before) => isCommand(rest, before, context));
  return clauses.map((said) => {
    const outcome = decideClause(clauseOf(said, context), context);
    takeUp(outcome, context, draft, newId);
    return outcome;
  });
}

/** Adds what a clause comes to to the draft, and lets the next clause speak of it. */
export function takeUp(
  outcome: Outcome,
  context: Context,
  draft: Draft,
  newId: () => string,
): void {
  if (outcome.kind === "change") {
    addChanges(draft, outcome.changes, outcome, context);
    context.spokenOf = outcome.tasks.map(({ id }) => id);
    context.spokenTags = outcome.changes.flatMap((change) =>
      "tags" in change && change.tags !== "all" ? change.tags : [],
    );
  } else if (outcome.kind === "create") {
    addCreated(draft, outcome.bodies, context, newId);
    context.spokenOf = [...(draft.steps.at(-1)?.ids ?? [])];
  } else if (outcome.kind === "mention" || outcome.kind === "showTasks") {
    context.spokenOf = outcome.tasks.map(({ id }) => id);
  }
}

/** Whether words come to a change, or to the question which task it is for. */
function isMeant(words: readonly Word[], context: Context): boolean {
  const trial = { ...context, changed: new Map(context.changed) };
  const outcome = decideClause({ words: [...words], isAsked: false }, trial);
  const isChange = outcome.kind === "change" || outcome.kind === "create";
  return isChange || (outcome.kind === "unclear" && outcome.isTie);
}

/** "And cleaned the gutters": another task that was done. */
function isReport(words: readonly Word[], context: Context): boolean {
  const [first] = words;
  if (first === undefined || !isOfPast([first], context)) return false;
  return doneOf(words, { ...context, changed: new Map(context.changed) }) !== null;
}

/** Whether words behind "and" are a command of their own: they begin with its verb, and hold as one. */
function isCommand(rest: readonly Word[], before: readonly Word[], context: Context): boolean {
  const { classes } = context.lexicon.language;
  const begins = (name: string, words: readonly Word[]): boolean =>
    context.lexicon.phrases(classes[name] ?? []).lengthAt(words, 0) > 0;
  const { words } = clauseOf(rest, context);
  if (begins("addVerb", words) || isReport(words, context)) return true;
  const isCreating = begins("addVerb", clauseOf(before, context).words);
  const { it, them } = context.lexicon.language;
  const isOfIt = [1, 2].some((at) =>
    [it, them].some((list) => context.lexicon.phrases(list).lengthAt(words, at) > 0),
  );
  if (begins("sureVerb", words) && (!isCreating || isOfIt)) return true;
  const isTitle = words[0]?.isKept === true;
  if (!begins("sureVerb", words) && !begins("commandVerb", words) && !isTitle) return false;
  // "Give buy apples and text Lucia high priority" is one command.
  if (isTitle && !isMeant(clauseOf(before, context).words, context)) return false;
  return isMeant(words, context);
}
