import type { Change } from "../change.ts";
import type { Context } from "../context.ts";
import type { FrameKind } from "../languages/language.ts";
import { readPriority } from "../reading/read-priority.ts";
import { readWhen } from "../reading/read-when.ts";
import type { Reading } from "../reading/reading.ts";
import { countOf } from "../targets/count-of.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import type { Pool, Target } from "../targets/target.ts";
import { phraseWords, textOf, type Word } from "../words.ts";
import type { AssistantTask } from "../world.ts";
import { changeOf } from "./change-of.ts";
import { createdBy } from "./created-by.ts";
import { doneOf, isOfPast } from "./done-of.ts";
import { historyOf } from "./history-of.ts";
import type { Lack } from "../lack.ts";
import type { Outcome } from "./outcome.ts";

const pools: Partial<Record<FrameKind, Pool>> = {
  complete: "open",
  reopen: "done",
  restore: "trash",
  skip: "open",
};

type Interpreter = (reading: Reading, context: Context) => Outcome;

const alone =
  ({ kind }: { kind: "help" | "plan" | "review" }): Interpreter =>
  () => ({ kind });
const lackOf =
  (lack: Lack): Interpreter =>
  (reading, context) =>
    lacking(reading, lack, context);

/** What kinds come to that change no task by themselves. */
const interpreters: Partial<Record<FrameKind, Interpreter>> = {
  help: alone({ kind: "help" }),
  undo: (reading, context) => ({ kind: "undo", count: undoCount(reading, context) }),
  doneAs,
  plan: alone({ kind: "plan" }),
  review: alone({ kind: "review" }),
  activity: ({ words }) => ({ kind: "activity", words, tasks: null }),
  history: historyOf,
  create: createdBy,
  jot: createdBy,
  lackDate: lackOf("date"),
  lackPriority: lackOf("priority"),
  lackName: lackOf("name"),
  lackNote: lackOf("note"),
  lackLead: lackOf("lead"),
  vague: lackOf("command"),
  list: ({ slots }, context) => shown(slots.target ?? [], context, "showTasks"),
  mention: ({ slots }, context) => shown(slots.target ?? [], context, "mention"),
};

/** What a reading comes to with the tasks that are there. */
export function interpret(reading: Reading, context: Context): Outcome {
  return (interpreters[reading.kind] ?? changing)(reading, context);
}

/** How many changes an "undo" is about: "my last two changes". */
export function undoCount({ slots }: Reading, context: Context): number {
  return (slots.count && countOf(slots.count, context)) ?? 1;
}

/** "Mark the drill as returned": what has a verb of the task is its completion. */
function doneAs({ slots }: Reading, context: Context): Outcome {
  const { target = [], words = [] } = slots;
  return doneOf([...target, ...words], context) ?? { kind: "misfit" };
}

/** A command that says not enough, with the task where it names one. */
function lacking(
  { slots: { target: words }, isTentative }: Reading,
  lack: Lack,
  context: Context,
): Outcome {
  const target = resolveTarget(words ?? impliedTarget, "any", context);
  if (isTentative && target.kind === "unclear")
    return target.isTie ? { ...target, changes: [] } : { kind: "misfit" };
  if (target.kind === "found") return { kind: "lacking", lack, tasks: target.tasks };
  if (lack !== "command") return { kind: "lacking", lack: "command", tasks: [] };
  const isPointing = words === undefined || isReference(words, context);
  return isPointing ? { kind: "lacking", lack, tasks: [] } : { kind: "misfit" };
}

/** "It", which names no task by itself. */
function isReference(words: readonly Word[], { lexicon }: Context): boolean {
  const { it, them, both } = lexicon.language;
  return [it, them, both].some((list) => lexicon.phrases(list).isWhole(words));
}

function shown(words: readonly Word[], context: Context, kind: "showTasks" | "mention"): Outcome {
  const target = resolveTarget(words, "any", context);
  const isThere = target.kind === "found" && target.tasks.length > 0;
  return isThere ? { kind, tasks: target.tasks } : { kind: "misfit" };
}

function changing(reading: Reading, context: Context): Outcome {
  const { isTentative, kind } = reading;
  const change = changeOf(reading, context);
  if (change === null) return { kind: "misfit" };
  const changes = "lack" in change ? [] : [change];
  const target = targetOf(reading, context);
  // "Bring it back" opens what was completed, where nothing like it was deleted.
  const done = kind === "restore" && target.kind === "unclear" ? reopened(reading, context) : null;
  if (done) return done;
  if (target.kind === "unclear") {
    const { candidates, isTie } = target;
    if (isTentative && !isTie) return { kind: "misfit" };
    return { kind: "unclear", changes, candidates, isTie };
  }
  const { tasks, isAll } = target;
  if ("lack" in change) return { kind: "lacking", lack: change.lack, tasks };
  const isHeld = !isTentative || (tasks.length > 0 && holdsFor(change, reading, target, context));
  if (!isHeld) return { kind: "misfit" };
  return { kind: "change", changes, tasks, isAll };
}

function reopened({ slots }: Reading, context: Context): Outcome | null {
  const target = resolveTarget(slots.target ?? impliedTarget, "done", context);
  if (target.kind !== "found" || target.tasks.length === 0) return null;
  const { tasks, isAll } = target;
  return { kind: "change", changes: [{ does: "uncomplete" }], tasks, isAll };
}

function targetOf({ kind, slots }: Reading, context: Context): Target {
  return resolveTarget(slots.target ?? impliedTarget, pools[kind] ?? "any", context);
}

/** What a command without a target is about: "it". */
const impliedTarget: Word[] = [
  { text: "it", start: 0, end: 0, isGlued: false, isKept: false, keptBy: null },
];

/** Frames that add something, which may be a new tag. */
const adding = /^~\((?:add|häng)/u;

/** Whether a reading that is right for some tasks only is right for these. */
function holdsFor(
  change: Change,
  { slots, source }: Reading,
  { tasks, isAll }: Extract<Target, { kind: "found" }>,
  context: Context,
): boolean {
  if (!isAll && tellsOfPast(slots.target ?? [], tasks, context)) return false;
  if (change.does === "untag") {
    const { tags } = change;
    return tags !== "all" && tasks.every((task) => tags.some((tag) => task.tags.includes(tag)));
  }
  if (change.does !== "tag") return true;
  const isMarked = context.text.includes("#");
  if (!isMarked && saysOther(slots.tag ?? [], context)) return false;
  const isTitle = slots.target?.every(({ isKept }) => isKept) === true;
  const isAdded = (isTitle && adding.test(source)) || source.startsWith("~(tag|");
  return isMarked || isAdded || change.tags.every((tag) => context.tags.has(tag));
}

/** "Paid the rent this morning" is no new date: a past tense that the titles do not have. */
function tellsOfPast(
  words: readonly Word[],
  tasks: readonly AssistantTask[],
  context: Context,
): boolean {
  const titled = new Set(tasks.flatMap(({ title }) => phraseWords(title)));
  return isOfPast(
    words.filter(({ text }) => !titled.has(text)),
    context,
  );
}

/** What a task has beside tags: "add a note to the report" tags nothing. */
const attributes = [
  "date",
  "priorityWord",
  "priority",
  "note",
  "reminder",
  "name",
  "tagWord",
  "tag",
];

/** Where nothing says that it is a tag, "friday", "urgent", "done" and "a note" are none. */
function saysOther(words: readonly Word[], context: Context): boolean {
  const { language, phrases } = context.lexicon;
  return (
    readPriority(words, context) !== null ||
    readWhen(textOf(context.text, words), context.at) !== null ||
    phrases(language.done).isWhole(words) ||
    attributes.some((name) => phrases(language.classes[name] ?? []).isWhole(words))
  );
}
