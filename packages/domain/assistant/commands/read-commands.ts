import type { Context } from "../context.ts";
import { newConversation } from "../conversation.ts";
import { changeOf } from "../deciding/change-of.ts";
import { contextOf } from "../deciding/context-of.ts";
import { bareTask, saidIn, wordsBeside } from "../deciding/created-by.ts";
import { frameKinds, type FrameKind } from "../languages/language.ts";
import { lexiconsFor } from "../languages/lexicon.ts";
import type { SpokenAt } from "../moment.ts";
import { clauseOf } from "../reading/clause.ts";
import { gateOf } from "../reading/gate.ts";
import { isForeign } from "../reading/is-foreign.ts";
import { isTaskLike } from "../reading/is-task-like.ts";
import { readFrames } from "../reading/read-frames.ts";
import { readList } from "../reading/read-list.ts";
import type { Reading } from "../reading/reading.ts";
import { splitClauses } from "../reading/split-clauses.ts";
import type { Word } from "../words.ts";
import type { World } from "../world.ts";
import { commandOf, createCommand, listCommand } from "./command-of.ts";
import { intents, isHarmless } from "./intents.ts";
import type { ReadCommand } from "./read-command.ts";

const emptyWorld: World = { tasks: [], trash: [], reminders: [], entries: [] };

/** The commands of a line, as far as words alone say them: no task, no conversation. */
export function readCommands(text: string, at: SpokenAt): ReadCommand[] {
  for (const lexicon of lexiconsFor(at.locale)) {
    const { context, words } = contextOf(
      { text, at, world: emptyWorld, conversation: newConversation },
      lexicon,
    );
    const clauses = splitClauses(words, context, (rest) => begins(rest, context));
    const commands = clauses.flatMap((clause) => readOne(clauseOf(clause, context).words, context));
    const known = commands.filter(({ intent }) => intent !== "unknown");
    // "Open the grocery list and add milk" asks for nothing but the milk.
    const writes = known.filter(({ intent }) => !quietIntents.has(intent));
    if (known.length > 0) return writes.length > 0 ? writes : known.slice(0, 1);
    if (isForeign(words, context)) break;
  }
  return [{ intent: "unknown" }];
}

const quietIntents = new Set(["list_tasks", "show_overdue", "query_activity_log", "help"]);

function begins(rest: readonly Word[], context: Context): boolean {
  const { classes } = context.lexicon.language;
  const { words } = clauseOf(rest, context);
  return ["addVerb", "sureVerb"].some(
    (name) => context.lexicon.phrases(classes[name] ?? []).lengthAt(words, 0) > 0,
  );
}

function readOne(words: readonly Word[], context: Context): ReadCommand[] {
  if (words.length === 0 || isForeign(words, context)) return [];
  const asked = readList(words, context, "listOpener");
  const read = sureReading(words, context, ["help", "undo", "plan", "review", "activity"]);
  if (read) return [commandOf(read, context)];
  if (asked?.isSure) return [listCommand(asked.filter, asked.search, context)];
  const isOwn = context.at.locale === context.spokenLocale;
  const sure = sureReading(
    words,
    context,
    isOwn ? others : others.filter((kind) => kind !== "jot"),
  );
  const isTask = sure !== null && doubtful.has(sure.kind) && isTaskLike(words, context);
  if (sure && !isTask) return [commandOf(sure, context)];
  const named = readList(words, context, "listSubject");
  if (named) return [listCommand(named.filter, named.search, context)];
  if (gateOf(words, context) !== null) return [];
  const { language, phrases } = context.lexicon;
  const isOther = !isOwn || phrases(language.foreignVerbs).lengthAt(words, 0) > 0;
  const body = isOther ? null : bareTask(words, context);
  return body ? [createCommand(body)] : [];
}

/** Kinds whose verbs begin tasks as well. */
const doubtful: ReadonlySet<FrameKind> = new Set([
  "date",
  "moveBy",
  "pullBy",
  "rule",
  "lead",
  "complete",
]);

const others = frameKinds.filter(
  (kind) =>
    !["help", "undo", "plan", "review", "history", "activity", "list", "mention", "vague"].includes(
      kind,
    ),
);

/** The first reading that needs no real task. */
function sureReading(
  words: readonly Word[],
  context: Context,
  kinds: readonly FrameKind[],
): Reading | null {
  const bare = wordsBeside(words, saidIn(words, context));
  for (const kind of kinds) {
    const isCreating = kind === "create" || kind === "jot";
    for (const read of isCreating && bare.length < words.length ? [bare, words] : [words])
      for (const reading of readFrames(read, context, [kind])) {
        const isWeak = reading.isTentative || (kind === "jot" && isQuestioned(words, context));
        if (isWeak) continue;
        const whole = { ...reading, words };
        if (isCreating || intents[kind] === undefined || isHarmless(kind)) return whole;
        if (changeOf(whole, context) !== null) return whole;
      }
  }
  return null;
}

function isQuestioned(words: readonly Word[], context: Context): boolean {
  return gateOf(words, context) === "question";
}
