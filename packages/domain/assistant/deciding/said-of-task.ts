import type { Change } from "../change.ts";
import type { Context, Said } from "../context.ts";
import { ruleOf, whenOf } from "../reading/read-when.ts";
import { resolveTarget } from "../targets/resolve-target.ts";
import { trimmedWords, type Word } from "../words.ts";
import { saidIn, wordsBeside } from "./created-by.ts";
import type { Outcome } from "./outcome.ts";

/**
 * A clause that names a task and says something about it, in whatever order: "Urlaub planen bitte auf mittlere
 * Priorität". Null when it says nothing that quick add reads.
 */
export function saidOfTask(words: readonly Word[], context: Context): Outcome | null {
  const said = saidIn(words, context);
  const changes = changesOf(said);
  if (changes.length === 0) return null;
  const rest = withoutEdges(wordsBeside(words, said), context);
  if (rest.length === 0) return null;
  const target = resolveTarget(rest, "any", context);
  if (target.kind === "found") {
    const { tasks, isAll } = target;
    return tasks.length > 0 ? { kind: "change", changes, tasks, isAll } : null;
  }
  const { candidates, isTie } = target;
  return isTie ? { kind: "unclear", changes, candidates, isTie } : null;
}

/** What quick add read, as changes. */
export function changesOf(said: Said): Change[] {
  const { priority, tags, reminderLeadMinutes } = said;
  const rule = ruleOf(said);
  const when = whenOf({ ...said, title: "" });
  return [
    ...(rule ? [{ does: "rule", rule } as const] : []),
    ...(when ? [{ does: "when", when } as const] : []),
    ...(priority ? [{ does: "priority", priority } as const] : []),
    ...(tags.length > 0 ? [{ does: "tag", tags } as const] : []),
    ...(reminderLeadMinutes
      ? [{ does: "lead", minutes: reminderLeadMinutes[0] ?? null } as const]
      : []),
  ];
}

/** Without the verb and the little words that lead to what was said: "move ... to". */
function withoutEdges(words: readonly Word[], { lexicon }: Context): Word[] {
  const { classes } = lexicon.language;
  const verbs = lexicon.phrases([...(classes["move"] ?? []), ...(classes["mark"] ?? [])]);
  let rest = trimmedWords(words);
  const length = rest[0]?.isKept ? 0 : verbs.lengthAt(rest, 0);
  if (length < rest.length) rest = rest.slice(length);
  while (rest.length > 1 && lexicon.fillers.has(rest.at(-1)?.text ?? "") && !rest.at(-1)?.isKept)
    rest = rest.slice(0, -1);
  return rest;
}
