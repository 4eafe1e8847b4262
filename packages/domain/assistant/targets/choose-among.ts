import type { Context } from "../context.ts";
import type { Word } from "../words.ts";
import type { AssistantTask } from "../world.ts";
import { tasksOf } from "./known-tasks.ts";
import { matchTitle } from "./match-title.ts";
import { resolveReference } from "./resolve-reference.ts";

/** The tasks of some ids that words choose. */
export function chooseAmong(
  words: readonly Word[],
  ids: readonly string[],
  context: Context,
): AssistantTask[] {
  const tasks = tasksOf(ids, context, true);
  const { lexicon, index, trashIndex } = context;
  if (
    lexicon.phrases(lexicon.language.both).isWhole(words) ||
    lexicon.phrases(lexicon.language.them).isWhole(words)
  )
    return tasks;
  if (lexicon.phrases(lexicon.language.all).isWhole(words)) return tasks;
  const shown = { ...context, conversation: { ...context.conversation, shown: ids } };
  const placed = resolveReference(words, shown);
  if (placed?.kind === "found") return placed.tasks.filter(({ id }) => ids.includes(id));
  for (const one of [index, trashIndex]) {
    const isMeant = (at: number): boolean => ids.includes(one.tasks[at]?.id ?? "");
    const match = matchTitle(
      words.map(({ text }) => text),
      one,
      isMeant,
      lexicon.fillers,
    );
    const isSure = match.kind === "exact" || match.kind === "all";
    if (isSure && match.tasks.length === 1) return match.tasks.flatMap((at) => one.tasks[at] ?? []);
  }
  return [];
}
