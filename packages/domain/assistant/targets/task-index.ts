import type { Language } from "../languages/language.ts";
import { wordsOf } from "../words.ts";
import type { AssistantTask } from "../world.ts";
import { fits, isSlip, wordFit, type Stemmed } from "./word-fit.ts";

type Hits = ReadonlyMap<number, number>;

/** Tasks with the words of their titles, looked up by word. */
export type TaskIndex = {
  tasks: readonly AssistantTask[];
  /** The words of each title, in order. */
  titles: readonly (readonly string[])[];
  /** The tasks of each word of a title. */
  byWord: ReadonlyMap<string, readonly number[]>;
  tags: ReadonlyMap<string, readonly number[]>;
  stem: (word: string) => string;
  /** What was looked up already. */
  known: Map<string, Hits>;
  stems: Map<string, Stemmed>;
};

type Base = Pick<TaskIndex, "tasks" | "titles" | "byWord" | "tags">;

const bases = new WeakMap<readonly AssistantTask[], Base>();
const indexes = new WeakMap<Base, Map<string, TaskIndex>>();

/** The index of some tasks, made once for each list of them and language. */
export function indexOf(tasks: readonly AssistantTask[], { code, stem }: Language): TaskIndex {
  const base = bases.get(tasks) ?? createBase(tasks);
  bases.set(tasks, base);
  const ofBase = indexes.get(base) ?? new Map<string, TaskIndex>();
  indexes.set(base, ofBase);
  const made = ofBase.get(code) ?? { ...base, stem, known: new Map(), stems: new Map() };
  ofBase.set(code, made);
  return made;
}

function createBase(tasks: readonly AssistantTask[]): Base {
  const byWord = new Map<string, number[]>();
  const tags = new Map<string, number[]>();
  const add = (table: Map<string, number[]>, word: string, index: number): void => {
    const entry = table.get(word);
    if (entry === undefined) table.set(word, [index]);
    else if (entry.at(-1) !== index) entry.push(index);
  };
  const titles = tasks.map(({ title, tags: own }, index) => {
    const words = titleWords(title);
    for (const word of words) add(byWord, word, index);
    for (const tag of own) add(tags, tag, index);
    return words;
  });
  return { tasks, titles, byWord, tags };
}

/** The words of a title as `wordsOf` makes them; plain letters, which most titles have, cost less. */
function titleWords(title: string): string[] {
  if (/^[a-zA-Z0-9 ]*$/u.test(title)) return title.toLowerCase().match(/[a-z]+|[0-9]+/gu) ?? [];
  return wordsOf(title).map(({ text }) => text);
}

/** The tasks in whose titles a word is, with how well it fits. A typing error counts where nothing else does. */
export function tasksWith(word: string, index: TaskIndex): Hits {
  const known = index.known.get(word) ?? lookUp(word, index);
  index.known.set(word, known);
  return known;
}

function lookUp(word: string, index: TaskIndex): Hits {
  const found = new Map<number, number>();
  const said = { word, stem: index.stem(word) };
  const add = (tasks: readonly number[], fit: number): void => {
    for (const task of tasks) found.set(task, Math.max(fit, found.get(task) ?? 0));
  };
  for (const [titled, tasks] of index.byWord) {
    const fit = wordFit(said, stemmed(titled, index));
    if (fit > 0) add(tasks, fit);
  }
  if (found.size > 0) return found;
  for (const [titled, tasks] of index.byWord) if (isSlip(word, titled)) add(tasks, fits.slip);
  return found;
}

function stemmed(word: string, { stem, stems }: TaskIndex): Stemmed {
  const known = stems.get(word) ?? { word, stem: stem(word) };
  stems.set(word, known);
  return known;
}
