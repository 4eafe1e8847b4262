import { showActivity, showReview } from "../answering/show-activity.ts";
import { showList, showTasks } from "../answering/show-list.ts";
import { showPlan } from "../answering/show-plan.ts";
import type { Context } from "../context.ts";
import { lexiconsFor, type Lexicon } from "../languages/lexicon.ts";
import { repliesFor } from "../replies/replies-for.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { correctedText } from "../reading/corrected-text.ts";
import { quotedSpans } from "../protect.ts";
import { trimmedWords, type Word, wordsOf } from "../words.ts";
import { answerPending } from "./answer-pending.ts";
import { askFor, askWhich, executePlan, offerPlan, planOf, quietPlan } from "./assemble.ts";
import { contextOf, type Said } from "./context-of.ts";
import { newDraft, type Draft } from "./draft.ts";
import { followUp } from "./follow-up.ts";
import type { Outcome } from "./outcome.ts";
import { outcomesOf } from "./outcomes-of.ts";
import type { Plan } from "./plan.ts";
import { undoPlan } from "./undo-plan.ts";

/** Names for what a turn makes: the turn itself, and ids of new tasks and questions. */
export type Names = { turnId: string; newId: () => string };

/**
 * What a turn comes to: executed, confirmed first, asked about, answered, or refused. Pure: the same words about the
 * same tasks at the same moment are the same plan.
 */
export function decide(here: Said, names: Names): Plan {
  const said = spokenIn(here);
  const lexicons = lexiconsFor(said.at.locale, here.at.locale);
  let doubtful: Plan | null = null;
  let first: Plan | null = null;
  for (const lexicon of lexicons) {
    const { plan, isUnderstood, isGuess = false } = decideIn(said, lexicon, names);
    if (isUnderstood && !isGuess && plan.effect !== "ask") return plan;
    // What is a guess in one language may be said in the words of another.
    if (isUnderstood) doubtful ??= plan;
    else first ??= plan;
    if (isUnderstood && !isGuess) break;
  }
  const corrected = lexicons.flatMap((lexicon) => decideCorrected(said, lexicon, names) ?? []);
  return corrected[0] ?? doubtful ?? first ?? quietPlan("refuse", "", said.conversation);
}

/** With the language that most of the words are of; the person's own where as many are of it. */
function spokenIn(said: Said): Said {
  const lexicons = lexiconsFor(said.at.locale);
  const words = wordsOf(said.text, quotedSpans(said.text)).filter(({ isKept }) => !isKept);
  const countOf = (lexicon: Lexicon): number => {
    const isOfIt = (text: string): boolean =>
      lexicons.every((other) => other.vocabulary.has(text) === (other === lexicon));
    return words.filter(({ text }) => isOfIt(text)).length;
  };
  const [own, ...others] = lexicons.map((lexicon) => ({ lexicon, count: countOf(lexicon) }));
  const most = others.find(({ count }) => count > (own?.count ?? 0));
  if (most === undefined) return said;
  return { ...said, at: { ...said.at, locale: most.lexicon.language.code } };
}

/** A plan, and whether the words were understood; `isGuess` when they may have been meant otherwise. */
type Decided = { plan: Plan; isUnderstood: boolean; isGuess?: boolean };

/** What a turn comes to without its typing errors, where that leads to more than questions. */
function decideCorrected(said: Said, lexicon: Lexicon, names: Names): Plan | null {
  const { context, words } = contextOf(said, lexicon);
  const text = correctedText(words, context);
  if (text === null) return null;
  const { plan, isUnderstood, isGuess } = decideIn(
    { ...said, text, isCorrected: true },
    lexicon,
    names,
  );
  const isMore = isUnderstood && isGuess !== true;
  return isMore && ["execute", "confirm", "answer"].includes(plan.effect) ? plan : null;
}

function decideIn(said: Said, lexicon: Lexicon, names: Names): Decided {
  const { context, words } = contextOf(said, lexicon);
  const answered = answerPending(words, context, names.newId);
  if (answered?.kind === "plan") return understood(answered.plan);
  if (answered)
    return understood(
      answered.isConfirmed
        ? executePlan(answered.draft, context, names.turnId)
        : planOf(answered.draft, context, names),
    );
  const follow = followUp(words, context, names.newId);
  if (follow?.kind === "undo") return understood(undoPlan(context, follow.count));
  if (follow?.kind === "ask")
    return understood(quietPlan("ask", repliesFor(context).whatInstead(), keptTurn(context)));
  if (follow?.kind === "draft") return understood(planOf(follow.draft, context, names));
  const fresh = {
    ...context,
    conversation: withoutPending(said),
    spokenOf: [],
    changed: new Map(),
  };
  const draft = newDraft();
  const spoken = follow?.kind === "command" ? follow.words : words;
  const outcomes = outcomesOf(spoken, fresh, draft, names.newId);
  return concluded(outcomes, draft, spoken, fresh, names);
}

function understood(plan: Plan): Decided {
  return { plan, isUnderstood: true };
}

/** After "no" alone, the words that follow still correct the last turn. */
function keptTurn({ conversation }: Context): Context["conversation"] {
  return conversation;
}

function withoutPending({ conversation }: Said): Context["conversation"] {
  return { ...conversation, pending: null };
}

const quiet: ReadonlySet<Outcome["kind"]> = new Set(["mention", "none"]);

/** The plan of all clauses together: one that is unclear leaves everything undone. */
function concluded(
  outcomes: readonly Outcome[],
  draft: Draft,
  words: readonly Word[],
  context: Context,
  names: Names,
): Decided {
  const { conversation } = context;
  const replies = repliesFor(context);
  const acting = outcomes.filter(({ kind }) => !quiet.has(kind));
  const unknown = outcomes.find((outcome) => outcome.kind === "none" && outcome.why !== "negated");
  if (acting.length === 0) return noCommand(outcomes, words, context);
  // Nothing is done by halves: not even what was clear.
  const doubt = acting.find(({ kind }) => kind === "unclear" || kind === "lacking");
  if (doubt?.kind === "unclear") {
    const asked = askWhich(acting.length === 1 ? doubt.changes : [], doubt.candidates, context);
    return understood({ ...asked, isUnread: !doubt.isTie });
  }
  if (doubt?.kind === "lacking") {
    const asked = askFor(doubt.lack, doubt.tasks, context);
    return understood({ ...asked, isUnread: doubt.lack === "command" });
  }
  if (unknown) {
    const why = unknown.kind === "none" ? unknown.why : "unknown";
    const isUnread = why === "unknown";
    return understood(
      quietPlan(isUnread ? "ask" : "refuse", replies.refused(why), conversation, { isUnread }),
    );
  }
  if (acting.some(({ kind }) => kind === "change" || kind === "create")) {
    const plan = planOf(draft, context, names);
    const isBare = acting.every((outcome) => outcome.kind === "create" && outcome.isGuess === true);
    return { plan, isUnderstood: true, isGuess: isBare || plan.effect === "answer" };
  }
  const [answer] = acting;
  if (answer === undefined)
    return understood(quietPlan("refuse", replies.notUnderstood(), conversation));
  const plan = answerTo(answer, context, names);
  // A search that finds nothing may be for a typing error.
  const isGuess =
    answer.kind === "list" && answer.request.search.length > 0 && plan.shown.length === 0;
  return { plan, isUnderstood: true, isGuess };
}

/** The plan of what only answers. */
export function answerTo(outcome: Outcome, context: Context, names: Names): Plan {
  const replies = repliesFor(context);
  switch (outcome.kind) {
    case "offer":
      return { ...offerPlan(outcome.bodies, context, names), isUnread: true };
    case "undo":
      return undoPlan(context, outcome.count);
    case "help":
      return quietPlan("answer", replies.help(), context.conversation);
    case "plan":
      return showPlan(context);
    case "review":
      return showReview(context);
    case "list":
      return showList(outcome.request, context);
    case "activity":
      return showActivity(outcome.words, outcome.tasks, context);
    case "showTasks":
      return showTasks(outcome.tasks, context, replies.listed(outcome.tasks));
    case "change":
    case "create":
    case "lacking":
    case "mention":
    case "misfit":
    case "none":
    case "unclear":
      return quietPlan("refuse", replies.notUnderstood(), context.conversation);
  }
}

/** Nothing is a command: why, and whether a task was named that something could be done with. */
function noCommand(
  outcomes: readonly Outcome[],
  words: readonly Word[],
  context: Context,
): Decided {
  const replies = repliesFor(context);
  const { conversation } = context;
  const reasons = outcomes.flatMap((outcome) => (outcome.kind === "none" ? [outcome.why] : []));
  const isMention = outcomes.some(({ kind }) => kind === "mention");
  const why = reasons.find((reason) => reason !== "unknown") ?? (isMention ? "negated" : "unknown");
  if (why !== "unknown") return understood(quietPlan("refuse", replies.refused(why), conversation));
  const bare = trimmedWords(words);
  const named = bare.length > 0 && bare.length <= 8 ? resolveTarget(bare, "any", context) : null;
  if (named?.kind === "found" && named.tasks.length > 0 && !named.isAll) {
    const ids = named.tasks.map(({ id }) => id);
    const focused = { ...conversation, focus: ids };
    return understood(quietPlan("ask", replies.shown(named.tasks), focused, { candidates: ids }));
  }
  return {
    plan: quietPlan("refuse", replies.refused("unknown"), conversation, { isUnread: true }),
    isUnderstood: false,
  };
}
