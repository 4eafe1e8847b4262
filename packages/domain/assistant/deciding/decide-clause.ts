import type { Context } from "../context.ts";
import { frameKinds, type FrameKind } from "../languages/language.ts";
import type { Clause } from "../reading/clause.ts";
import { gateOf } from "../reading/gate.ts";
import { isForeign } from "../reading/is-foreign.ts";
import { quotedSpans } from "../protect.ts";
import { readFrames } from "../reading/read-frames.ts";
import { readList } from "../reading/read-list.ts";
import type { Reading } from "../reading/reading.ts";
import { isTaskLike } from "../reading/is-task-like.ts";
import { isTarget } from "../targets/is-target.ts";
import { bareTask, saidIn, titleOf, wordsBeside } from "./created-by.ts";
import { doneOf } from "./done-of.ts";
import { interpret } from "./interpret.ts";
import type { Outcome } from "./outcome.ts";
import { saidOfTask } from "./said-of-task.ts";

const first: readonly FrameKind[] = ["help", "undo", "plan", "review", "history", "activity"];
const asked: readonly FrameKind[] = ["list"];
const creating: ReadonlySet<FrameKind> = new Set(["create", "jot"]);
const others = frameKinds.filter(
  (kind) => !first.includes(kind) && kind !== "list" && kind !== "mention",
);
/** Of a language that is not the person's own nothing is read that only looks like a task. */
const ofOther = others.filter((kind) => kind !== "jot");

/** What a clause comes to: the first reading that holds for the tasks there are, else what is unclear of it. */
export function decideClause(clause: Clause, context: Context): Outcome {
  const { words } = clause;
  if (words.length === 0) return { kind: "none", why: "unknown" };
  if (isForeign(words, context)) return { kind: "none", why: "foreign" };
  const { language, phrases } = context.lexicon;
  if (phrases(language.no).isWhole(words)) return { kind: "none", why: "negated" };
  const found =
    firstHolding(words, context, first) ??
    listed(words, context, "listOpener") ??
    firstHolding(words, context, asked);
  if (found) return found;
  const doubts: Outcome[] = [];
  const sure =
    firstHolding(words, context, isOwnLanguage(context) ? others : ofOther, doubts) ??
    listed(words, context, "listSubject");
  if (sure) return sure;
  const why = gateOf(words, context) ?? (clause.isAsked && !isRequest(doubts) ? "question" : null);
  if (why !== null) return firstHolding(words, context, ["mention"]) ?? { kind: "none", why };
  const ofTask = doneOf(words, context) ?? saidOfTask(words, context);
  if (ofTask?.kind === "change") return ofTask;
  const doubt = doubts.find(isTied) ?? doubts[0] ?? ofTask;
  if (doubt && !mayBeTask(doubt, words, context)) return doubt;
  return (
    bare(words, context) ?? doubt ?? offered(words, context) ?? { kind: "none", why: "unknown" }
  );
}

function isRequest(doubts: readonly Outcome[]): boolean {
  return doubts.length > 0;
}

function isTied(outcome: Outcome): boolean {
  return outcome.kind === "unclear" && outcome.isTie;
}

/** The first reading that holds. What is only unclear is kept in `doubts`. */
function firstHolding(
  words: Reading["words"],
  context: Context,
  kinds: readonly FrameKind[],
  doubts: Outcome[] = [],
): Outcome | null {
  const bareWords = wordsBeside(words, saidIn(words, context));
  for (const kind of kinds) {
    // "Add a tag to the report" lacks the tag: it is no new task.
    if (creating.has(kind) && doubts.some(isLackingOfTask)) break;
    // What is said about a new task may stand anywhere: "remind me tonight to call Ann".
    const own = creating.has(kind) ? [bareWords, words] : [words];
    for (const read of own.length > 1 && bareWords.length === words.length ? [words] : own)
      for (const reading of readFrames(read, context, [kind])) {
        const outcome = interpret({ ...reading, words }, context);
        if (outcome.kind === "misfit") continue;
        const isNoTitle = outcome.kind === "lacking" && outcome.lack === "title";
        const isOfNone = outcome.kind === "change" && outcome.tasks.length === 0;
        const isDoubtful = outcome.kind === "unclear" || outcome.kind === "lacking" || isOfNone;
        if (isNoTitle || !isDoubtful) return outcome;
        if (isBetter(outcome, doubts)) doubts.unshift(outcome);
        else doubts.push(outcome);
      }
  }
  return null;
}

function isLackingOfTask(outcome: Outcome): boolean {
  return outcome.kind === "lacking" && outcome.lack !== "command" && outcome.tasks.length > 0;
}

/** What lacks only a tag is nearer than what names no task. */
function isBetter(outcome: Outcome, doubts: readonly Outcome[]): boolean {
  const [best] = doubts;
  const isLacking = outcome.kind === "lacking" && outcome.lack !== "command";
  return isLacking && best?.kind === "unclear" && best.candidates.length === 0;
}

function listed(
  words: Reading["words"],
  context: Context,
  opener: "listOpener" | "listSubject",
): Outcome | null {
  const request = readList(words, context, opener);
  if (request === null) return null;
  if (request.isSure || isTarget(request.search, context)) return { kind: "list", request };
  return null;
}

/** "Book a train for friday": a verb of commands that begins tasks as well, where no task is meant. */
function mayBeTask(doubt: Outcome, words: Reading["words"], context: Context): boolean {
  return doubt.kind === "unclear" && doubt.candidates.length === 0 && isTaskLike(words, context);
}

function bare(words: Reading["words"], context: Context): Outcome | null {
  const { language, phrases } = context.lexicon;
  // What has the title of a task in it is about that task.
  const isOther =
    !isOwnLanguage(context) ||
    phrases(language.foreignVerbs).lengthAt(words, 0) > 0 ||
    words.some((word) => word.isKept && !isQuoted(word, context));
  const body = isOther ? null : bareTask(words, context);
  return body && { kind: "create", bodies: [body], isGuess: true };
}

function isQuoted({ start, end }: Reading["words"][number], { text }: Context): boolean {
  return quotedSpans(text).some((span) => span.start < end && start < span.end);
}

/** "Buy milk" may be meant as a task: that is asked. */
function offered(words: Reading["words"], context: Context): Outcome | null {
  const { language, phrases } = context.lexicon;
  const isTask = phrases(language.taskVerbs).lengthAt(words, 0) > 0 && words.length > 1;
  if (!isTask || !isOwnLanguage(context) || isTarget(words, context)) return null;
  const title = titleOf(words, saidIn(words, context), context);
  return title === "" ? null : { kind: "offer", bodies: [{ title }] };
}

function isOwnLanguage({ at, spokenLocale }: Context): boolean {
  return at.locale === spokenLocale;
}
