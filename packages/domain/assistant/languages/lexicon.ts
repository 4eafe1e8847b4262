import { createFrame, type Frame } from "../frames/frame.ts";
import { phraseWords, type Word } from "../words.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { frameKinds, type FrameKind, type Language } from "./language.ts";

/** A language with its frames made and its phrases in tables. */
export type Lexicon = {
  language: Language;
  frames: Readonly<Record<FrameKind, readonly Frame[]>>;
  fillers: ReadonlySet<string>;
  /** All words that the language is read by. */
  vocabulary: ReadonlySet<string>;
  phrases: (list: readonly string[]) => PhraseTable;
  /** The value of the phrase that some words are as a whole. */
  valueOf: <Value>(
    table: Readonly<Record<string, Value>>,
    words: readonly Word[],
  ) => Value | undefined;
};

/** Phrases that are looked up at a place among words. */
export type PhraseTable = {
  /** How many words the longest phrase there has; 0 for none. */
  lengthAt: (words: readonly Word[], at: number) => number;
  /** Whether some words are one of the phrases from the first to the last. */
  isWhole: (words: readonly Word[]) => boolean;
  /** Whether one of the phrases is anywhere among words that are not kept. */
  isIn: (words: readonly Word[]) => boolean;
};

const languages: readonly Language[] = [english, german];
/** Words that a priority is said by in any language. */
export const priorityWords: ReadonlySet<string> = new Set(
  languages.flatMap(({ priorities }) => Object.keys(priorities).flatMap(phraseWords)),
);
const lexicons = new Map<string, Lexicon>();

/** The languages that are read for a locale: its own first, then the others. `personLocale` is the person's own. */
export function lexiconsFor(locale: string, personLocale = locale): Lexicon[] {
  const first = languageOf(locale);
  const { fillers } = lexiconOf(languageOf(personLocale));
  return [first, ...languages.filter((language) => language !== first)].map((language) => {
    const lexicon = lexiconOf(language);
    if (lexicon.fillers === fillers) return lexicon;
    // Little words of the person's own language name no task in another one either.
    return { ...lexicon, fillers: new Set([...lexicon.fillers, ...fillers]) };
  });
}

function languageOf(locale: string): Language {
  const code = locale.split("-")[0]?.toLowerCase();
  return languages.find((language) => language.code === code) ?? english;
}

function lexiconOf(language: Language): Lexicon {
  const made = lexicons.get(language.code) ?? createLexicon(language);
  lexicons.set(language.code, made);
  return made;
}

function createLexicon(language: Language): Lexicon {
  const tables = new Map<readonly string[], PhraseTable>();
  const values = new Map<object, Map<string, unknown>>();
  const frames = Object.fromEntries(
    frameKinds.map((kind) => [
      kind,
      language.frames[kind].map((source) => createFrame(source, language.classes)),
    ]),
  ) as unknown as Lexicon["frames"];
  return {
    language,
    frames,
    fillers: new Set(language.fillers.flatMap(phraseWords)),
    vocabulary: vocabularyOf(language, frames),
    valueOf: <Value>(table: Readonly<Record<string, Value>>, words: readonly Word[]) => {
      const known = values.get(table) ?? byWords(table);
      values.set(table, known);
      return known.get(words.map(({ text }) => text).join(" ")) as Value | undefined;
    },
    phrases: (list) => {
      const table = tables.get(list) ?? createTable(list);
      tables.set(list, table);
      return table;
    },
  };
}

function vocabularyOf(language: Language, frames: Lexicon["frames"]): Set<string> {
  const { gate, classes, priorities, periods, pastPeriods, ordinals, counts, activityVerbs } =
    language;
  const ofFrames = Object.values(frames).flatMap((kind) =>
    kind.flatMap(({ elements }) =>
      elements.flatMap((one) => (one.kind === "phrases" ? one.phrases.flat() : [])),
    ),
  );
  const lists = [
    ...Object.values(gate).flatMap(({ opens, holds }) => [opens, holds]),
    ...Object.values(classes),
    ...[priorities, periods, pastPeriods, ordinals, counts, activityVerbs].map(Object.keys),
    ...Object.values(language).filter((value): value is string[] => Array.isArray(value)),
  ];
  return new Set([...ofFrames, ...lists.flat().flatMap(phraseWords)]);
}

function byWords(table: Readonly<Record<string, unknown>>): Map<string, unknown> {
  return new Map(
    Object.entries(table).map(([phrase, value]) => [phraseWords(phrase).join(" "), value]),
  );
}

function createTable(list: readonly string[]): PhraseTable {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of list) {
    const words = phraseWords(phrase);
    const first = words[0] ?? "";
    byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  for (const phrases of byFirst.values()) phrases.sort((left, right) => right.length - left.length);
  const lengthAt: PhraseTable["lengthAt"] = (words, at) => {
    const phrases = byFirst.get(words[at]?.text ?? "") ?? [];
    const found = phrases.find((phrase) =>
      phrase.every((text, index) => {
        const word = words[at + index];
        return word?.text === text && !word.isKept;
      }),
    );
    return found?.length ?? 0;
  };
  return {
    lengthAt,
    isWhole: (words) => words.length > 0 && lengthAt(words, 0) === words.length,
    isIn: (words) => words.some((_, at) => lengthAt(words, at) > 0),
  };
}
