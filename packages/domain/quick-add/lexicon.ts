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
};

/** Makes the tables of a language. */
export function createLexicon(vocabulary: Vocabulary, isBeside: boolean): Lexicon {
  const tables = Object.entries(vocabulary).map(([name, words]) => [
    name,
    typeof words === "object" ? createTable<unknown>(words) : words,
  ]);
  return { ...Object.fromEntries(tables), vocabulary, isBeside } as Lexicon;
}
