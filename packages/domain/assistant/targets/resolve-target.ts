import type { Context } from "../context.ts";
import type { AssistantTask } from "../world.ts";
import { trimmedWords, type Word } from "../words.ts";
import { taskOf } from "./known-tasks.ts";
import { matchTitle } from "./match-title.ts";
import { resolveFiltered } from "./resolve-filtered.ts";
import { resolveReference } from "./resolve-reference.ts";
import type { Pool, Target } from "./target.ts";
import { withoutList } from "./without-list.ts";

/** The tasks that some words mean: "it", "the second one", "all overdue tasks", or words of a title. */
export function resolveTarget(said: readonly Word[], pool: Pool, context: Context): Target {
  const words = withoutList(trimmedWords(said), context);
  const isTitle = words.length > 0 && words.every(({ isKept }) => isKept);
  return (
    (isTitle ? null : resolveReference(words, context)) ??
    (isTitle ? null : allBut(words, pool, context)) ??
    (isTitle ? null : bothOf(words, pool, context)) ??
    (isTitle ? null : resolveFiltered(words, pool, context)) ??
    resolveWords(words, pool, context)
  );
}

/** "Everything except the oil change". */
function allBut(words: readonly Word[], pool: Pool, context: Context): Target | null {
  const { language, phrases } = context.lexicon;
  const except = phrases(language.classes["except"] ?? []);
  // "Without a date" leaves nothing out.
  const undated = phrases(language.undated);
  const cut = words.findIndex(
    (_, at) => at > 0 && except.lengthAt(words, at) > 0 && undated.lengthAt(words, at) === 0,
  );
  const group = cut > 0 ? resolveFiltered(words.slice(0, cut), pool, context) : null;
  if (group?.kind !== "found" || !group.isAll) return null;
  const kept = resolveTarget(words.slice(cut + except.lengthAt(words, cut)), pool, context);
  if (kept.kind !== "found") return kept;
  const ids = new Set(kept.tasks.map(({ id }) => id));
  return { ...group, tasks: group.tasks.filter(({ id }) => !ids.has(id)) };
}

/** "Both apple tasks", where there are two. */
function bothOf(words: readonly Word[], pool: Pool, context: Context): Target | null {
  const { both } = context.lexicon.language;
  const length = context.lexicon.phrases(both).lengthAt(words, 0);
  const rest = words.slice(length);
  const target = length > 0 && rest.length > 0 ? resolveOne(rest, pool, context) : null;
  const isTwo = target?.kind === "unclear" && target.isTie && target.candidates.length === 2;
  return isTwo ? { kind: "found", tasks: target.candidates, isAll: false } : null;
}

function resolveWords(words: readonly Word[], pool: Pool, context: Context): Target {
  const whole = resolveOne(words, pool, context);
  const pieces = splitTargets(words, context);
  if (pieces.length < 2) return whole;
  const targets = pieces.map((piece) => resolveTarget(piece, pool, context));
  // "Apples and apple juice" are two, though all the words are in one title.
  const isEach = targets.every((target) => target.kind === "found" && target.tasks.length > 0);
  if (whole.kind === "found" && !isEach) return whole;
  const tasks = targets.flatMap((target) => (target.kind === "found" ? target.tasks : []));
  const unclear = targets.find((target) => target.kind === "unclear");
  if (unclear) return candidatesOf(whole) > 0 && tasks.length === 0 ? whole : unclear;
  const isOne = whole.kind === "found" && new Set(tasks).size < pieces.length;
  return isOne ? whole : { kind: "found", tasks: [...new Set(tasks)], isAll: false };
}

function candidatesOf(target: Target): number {
  return target.kind === "unclear" ? target.candidates.length : 0;
}

/** "Oil change and renew gym pass": each side of "and" and of a comma, never inside a title. */
function splitTargets(words: readonly Word[], { lexicon }: Context): Word[][] {
  const ands = lexicon.phrases(lexicon.language.and);
  const pieces: Word[][] = [[]];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const length = word.isKept ? 0 : word.text === "," ? 1 : ands.lengthAt(words, at);
    if (length === 0) pieces.at(-1)?.push(word);
    else {
      pieces.push([]);
      at += length - 1;
    }
  }
  return pieces.filter((piece) => piece.length > 0);
}

function resolveOne(words: readonly Word[], pool: Pool, context: Context): Target {
  const said = words.filter(({ text }) => !/^["'„“”.,!?]$/u.test(text)).map(({ text }) => text);
  const some: AssistantTask[] = [];
  for (const part of partsOf(pool)) {
    const index = part === "trash" ? context.trashIndex : context.index;
    const isMeant = (task: number): boolean => {
      const current = taskOf(index.tasks[task], context);
      return current !== null && (part === "trash" || current.completed === (part === "done"));
    };
    const match = matchTitle(said, index, isMeant, context.lexicon.fillers);
    const tasks = match.tasks.flatMap((task) => taskOf(index.tasks[task], context) ?? []);
    const isSure = match.kind === "exact" || match.kind === "all";
    if (isSure && tasks.length === 1) return { kind: "found", tasks, isAll: false };
    if (isSure) return { kind: "unclear", candidates: tasks, isTie: true };
    some.push(...tasks);
  }
  return { kind: "unclear", candidates: some.slice(0, 5), isTie: false };
}

function partsOf(pool: Pool): ("open" | "done" | "trash")[] {
  return pool === "any" ? ["open", "done"] : [pool];
}
