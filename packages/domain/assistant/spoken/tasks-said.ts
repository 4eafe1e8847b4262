import type { Context } from "../context.ts";
import { contextOf, type Said } from "../deciding/context-of.ts";
import { lexiconsFor } from "../languages/lexicon.ts";
import { contentOf } from "../targets/match-title.ts";
import { tasksWith, type TaskIndex } from "../targets/task-index.ts";
import { wordsOf } from "../words.ts";
import type { AssistantTask } from "../world.ts";

/** A task that words of a text fit, and how well. */
export type TaskSaid = { task: AssistantTask; fit: number; isDeleted: boolean };

/** The tasks that what was said has words of, the best first. */
export function tasksSaidIn(said: Said): TaskSaid[] {
  const [lexicon] = lexiconsFor(said.at.locale);
  return lexicon === undefined ? [] : tasksSaid(said.text, contextOf(said, lexicon).context);
}

/** The tasks of which a text has a word of the title or a tag, the best first. */
export function tasksSaid(text: string, { index, trashIndex, lexicon }: Context): TaskSaid[] {
  const words = contentOf(
    wordsOf(text).map((word) => word.text),
    lexicon.fillers,
  );
  const all = [
    ...fitting(words, index).map((one) => ({ ...one, isDeleted: false })),
    ...fitting(words, trashIndex).map((one) => ({ ...one, isDeleted: true })),
  ];
  return all.toSorted((left, right) => right.fit - left.fit);
}

function fitting(
  words: readonly string[],
  index: TaskIndex,
): { task: AssistantTask; fit: number }[] {
  const sums = new Map<number, number>();
  for (const word of new Set(words)) {
    const hits = new Map(tasksWith(word, index));
    for (const at of index.tags.get(word) ?? []) hits.set(at, Math.max(1, hits.get(at) ?? 0));
    for (const [at, fit] of hits) sums.set(at, (sums.get(at) ?? 0) + fit);
  }
  return [...sums].flatMap(([at, fit]) => {
    const task = index.tasks[at];
    return task === undefined ? [] : [{ task, fit }];
  });
}
