import type { Language } from "../languages/language.ts";
import { wordsOf } from "../words.ts";
import type { AssistantTask } from "../world.ts";
import { fits, isSlip, wordFit, type Stemmed } from "./word-fit.ts";

type Hits = ReadonlyMap<number, number>;

/**
 * Tasks with the words of their titles. It is made anew for each turn, so that it holds nothing that a turn may not
 * need: what is said has few words, and looking through all titles for one is less than a table of all words.
 */
export type TaskIndex = {
  tasks: readonly AssistantTask[];
  /** The words of each title, in order. */
  titles: readonly (readonly string[])[];
  tags: ReadonlyMap<string, readonly number[]>;
  language: Pick<Language, "code" | "stem">;
  /** What was looked up already. */
  known: Map<string, Hits>;
  base: Base;
};

/** What an index has in any language. */
type Base = {
  titles: readonly (readonly string[])[];
  tags: ReadonlyMap<string, readonly number[]>;
  /** The tasks in whose titles a word is, for those that were asked for. */
  places: Map<string, readonly number[]>;
  /** All words of titles but numbers, once they were asked for. */
  words: readonly string[] | null;
};

const bases = new WeakMap<readonly AssistantTask[], Base>();
const indexes = new WeakMap<Base, Map<string, TaskIndex>>();

/** The index of some tasks, made once for each list of them and language. */
export function indexOf(tasks: readonly AssistantTask[], { code, stem }: Language): TaskIndex {
  const base = bases.get(tasks) ?? createBase(tasks);
  bases.set(tasks, base);
  const ofBase = indexes.get(base) ?? new Map<string, TaskIndex>();
  indexes.set(base, ofBase);
  const { titles, tags } = base;
  const made = ofBase.get(code) ?? {
    tasks,
    titles,
    tags,
    language: { code, stem },
    known: new Map(),
    base,
  };
  ofBase.set(code, made);
  return made;
}

function createBase(tasks: readonly AssistantTask[]): Base {
  const tags = new Map<string, number[]>();
  for (const [index, { tags: own }] of tasks.entries())
    for (const tag of own) {
      const entry = tags.get(tag);
      if (entry === undefined) tags.set(tag, [index]);
      else entry.push(index);
    }
  const titles = tasks.map(({ title }) => titleWords(title));
  return { titles, tags, places: new Map(), words: null };
}

/** Titles of all people: long ones take some kilobytes each. */
const mostTitles = 10_000;
const wordsOfTitles = new Map<string, readonly string[]>();

/** The words of a title, which are mostly those of a turn before: they are folded once. */
function titleWords(title: string): readonly string[] {
  const known = wordsOfTitles.get(title);
  if (known !== undefined) return known;
  if (wordsOfTitles.size >= mostTitles) wordsOfTitles.clear();
  const words = foldedWords(title);
  wordsOfTitles.set(title, words);
  return words;
}

/** The words of a title as `wordsOf` makes them; plain letters, which most titles have, cost less. */
function foldedWords(title: string): string[] {
  if (/^[a-zA-Z0-9 ]*$/u.test(title)) return title.toLowerCase().match(/[a-z]+|[0-9]+/gu) ?? [];
  return wordsOf(title).map(({ text }) => text);
}

/** The tasks that have exactly this word in their titles. */
export function tasksOfWord(word: string, { titles, base }: TaskIndex): readonly number[] {
  const known = base.places.get(word);
  if (known !== undefined) return known;
  const found: number[] = [];
  for (let index = 0; index < titles.length; index += 1)
    if (titles[index]?.includes(word) === true) found.push(index);
  base.places.set(word, found);
  return found;
}

/** The tasks in whose titles a word is, with how well it fits. A typing error counts where nothing else does. */
export function tasksWith(word: string, index: TaskIndex): Hits {
  const known = index.known.get(word) ?? lookUp(word, index);
  index.known.set(word, known);
  return known;
}

function lookUp(word: string, index: TaskIndex): Hits {
  const found = new Map<number, number>();
  const said = stemmed(word, index);
  const add = (titled: string, fit: number): void => {
    for (const task of tasksOfWord(titled, index))
      found.set(task, Math.max(fit, found.get(task) ?? 0));
  };
  // A number is that number alone.
  if (/^\d/u.test(word)) return new Map(tasksOfWord(word, index).map((task) => [task, fits.same]));
  const words = wordsIn(index);
  for (const titled of words) {
    const fit = wordFit(said, stemmed(titled, index));
    if (fit > 0) add(titled, fit);
  }
  if (found.size > 0) return found;
  for (const titled of words) if (isSlip(word, titled)) add(titled, fits.slip);
  return found;
}

function wordsIn({ titles, base }: TaskIndex): readonly string[] {
  base.words ??= [...new Set(titles.flat())].filter((word) => !/^\d/u.test(word));
  return base.words;
}

const mostStems = 50_000;
const stemsOf = new Map<string, Map<string, Stemmed>>();

function stemmed(word: string, { language: { code, stem } }: TaskIndex): Stemmed {
  const stems = stemsOf.get(code) ?? new Map<string, Stemmed>();
  stemsOf.set(code, stems);
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= mostStems) stems.clear();
  const made = { word, stem: stem(word) };
  stems.set(word, made);
  return made;
}
