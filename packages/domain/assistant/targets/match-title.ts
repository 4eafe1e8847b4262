import { foldWord } from "../words.ts";
import { tasksOfWord, tasksWith, type TaskIndex } from "./task-index.ts";

/** What words fit: tasks that have all of them, the best first and alone if they stand out, or some of them. */
export type TitleMatch = {
  /** `exact` when the words are a whole title, `all` when all words are in it, `some` when only some are. */
  kind: "exact" | "all" | "some" | "none";
  tasks: number[];
};

/** Tasks whose fits are nearer than this are alike: nobody can tell which was meant. */
const alike = 0.09;

/**
 * The tasks that some words name, of those that `isMeant` lets through. `tagsCount` lets a word be a tag of the task
 * as well: "the work one".
 */
export function matchTitle(
  words: readonly string[],
  index: TaskIndex,
  isMeant: (task: number) => boolean,
  fillers: ReadonlySet<string>,
): TitleMatch {
  const exact = exactTitles(words, index, fillers).filter(isMeant);
  if (exact.length > 0) return { kind: "exact", tasks: exact };
  const said = contentOf(words, fillers);
  if (said.length === 0) return { kind: "none", tasks: [] };
  const hits = said.map((word) => hitsOf(word, index));
  const sums = new Map<number, { sum: number; count: number }>();
  for (const hit of hits)
    for (const [task, fit] of hit) {
      if (!isMeant(task)) continue;
      const { sum, count } = sums.get(task) ?? { sum: 0, count: 0 };
      sums.set(task, { sum: sum + fit, count: count + 1 });
    }
  const all = [...sums].filter(([, { count }]) => count === said.length);
  if (all.length > 0)
    return { kind: "all", tasks: bestOf(all.map(([task, { sum }]) => [task, sum])) };
  const most = Math.max(0, ...[...sums.values()].map(({ count }) => count));
  const some = [...sums].filter(([, { count }]) => count === most);
  if (some.length === 0) return { kind: "none", tasks: [] };
  return { kind: "some", tasks: bestOf(some.map(([task, { sum }]) => [task, sum])) };
}

/** The words that name something; when all are fillers, as in a task "To do", all of them. */
export function contentOf(words: readonly string[], fillers: ReadonlySet<string>): string[] {
  const plain = words
    .map((word) => foldWord(word.replace(/'s?$/u, "")))
    .filter((word) => word !== "");
  return plain.filter((word) => !fillers.has(word) && /[\p{L}\p{N}]/u.test(word));
}

function hitsOf(word: string, index: TaskIndex): Map<number, number> {
  const found = new Map(tasksWith(word, index));
  const tagFit = 0.8;
  for (const tag of [word, word.replace(/s$/u, ""), `${word}s`])
    for (const task of index.tags.get(tag) ?? [])
      found.set(task, Math.max(tagFit, found.get(task) ?? 0));
  return found;
}

function exactTitles(
  words: readonly string[],
  index: TaskIndex,
  fillers: ReadonlySet<string>,
): number[] {
  const bare = (list: readonly string[]): string =>
    list.filter((word) => !fillers.has(word)).join(" ");
  const said = bare(words) || words.join(" ");
  const first = words.find((word) => !fillers.has(word)) ?? words[0] ?? "";
  return tasksOfWord(first, index).filter((task) => {
    const title = index.titles[task] ?? [];
    return (bare(title) || title.join(" ")) === said;
  });
}

function bestOf(scored: readonly (readonly [number, number])[]): number[] {
  const best = Math.max(...scored.map(([, sum]) => sum));
  return scored.filter(([, sum]) => best - sum < alike).map(([task]) => task);
}
