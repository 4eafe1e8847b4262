import { tokenise } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { createTable, type Table, type Words } from "./word-table.ts";

/** The words of a language as tables that are looked up fast. */
export type Lexicon = {
  [Name in keyof Vocabulary]: Vocabulary[Name] extends readonly string[]
    ? Table<true>
    : Vocabulary[Name] extends Words<infer Value>
      ? Table<Value>
      : Vocabulary[Name];
} & {
  vocabulary: Vocabulary;
  /** True for English where another language is read before it. */
  isBeside: boolean;
  /** The words that a phrase may begin with: no other has to be read. */
  firstWords: ReadonlySet<string>;
};

/** Makes the tables of a language. */
export function createLexicon(vocabulary: Vocabulary, isBeside: boolean): Lexicon {
  const tables = Object.entries(vocabulary).map(([name, words]) => [
    name,
    typeof words === "object" ? createTable<unknown>(words) : words,
  ]);
  const firstWords = new Set(wordsOf(vocabulary).map((word) => tokenise(word)[0]?.text ?? ""));
  return { ...Object.fromEntries(tables), vocabulary, isBeside, firstWords } as Lexicon;
}

/** All words and phrases of a language. */
export function wordsOf(vocabulary: Vocabulary): string[] {
  const lists = Object.values(vocabulary).filter((words) => typeof words === "object");
  return lists.flatMap((list): string[] =>
    list instanceof Array ? Array.from<string>(list) : Object.keys(list),
  );
}
