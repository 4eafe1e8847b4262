import type { Context } from "../context.ts";
import { readFilter, type TaskFilter } from "../reading/read-filter.ts";
import { withoutList } from "../targets/without-list.ts";
import { textOf, type Word } from "../words.ts";
import type { ReadCommand, ReadFilterWords } from "./read-command.ts";

/** The target that some words name, with no task in sight. Null when they name none. */
export function readTarget(words: readonly Word[], context: Context): ReadCommand["target"] | null {
  const { language, phrases } = context.lexicon;
  const rest = withoutList(words, context);
  const isAll = phrases(language.all).isIn(rest);
  const { filter, rest: named } = readFilter(rest, language.fillers, context);
  const plural = rest.some(
    ({ text }) => text.endsWith("s") && phrases(language.listNouns).isIn(rest),
  );
  const filterWords = wordsOfFilter(filter);
  if (
    isAll ||
    (named.length === 0 && (plural || filterWords.status !== undefined || filter.isOverdue))
  )
    return { all: true, ...(Object.keys(filterWords).length > 0 ? { filter: filterWords } : {}) };
  const ordinal = ordinalOf(rest, context);
  if (ordinal !== null) return { ordinal };
  const it = [language.it, language.them, language.both].some((list) =>
    phrases(list).isWhole(rest),
  );
  if (it || named.length === 0) return null;
  return { words: textOf(context.text, rest) };
}

function ordinalOf(words: readonly Word[], { lexicon }: Context): number | null {
  const { language, fillers } = lexicon;
  const plain = words.filter(({ text }) => !fillers.has(text));
  const [first] = plain;
  if (first === undefined || plain.length !== 1) return null;
  if (/^\d+$/u.test(first.text)) return Number(first.text);
  return language.ordinals[first.text] ?? null;
}

/** What limits a list, in words. */
export function wordsOfFilter({
  status,
  daysWords,
  priorities,
  tags,
}: TaskFilter): ReadFilterWords {
  const [priority] = priorities;
  const [tag] = tags;
  const due = daysWords
    .toLowerCase()
    .replace(/(?<=y|w)'?s$/u, "")
    .replace(/^(?:(?:on|for|due|by|the) )+/u, "")
    .replace(/\s+/gu, "_");
  return {
    ...(status === null ? {} : { status: status === "done" ? "completed" : "open" }),
    ...(due === "" ? {} : { due }),
    ...(priority === undefined ? {} : { priority }),
    ...(tag === undefined ? {} : { tag }),
  };
}
