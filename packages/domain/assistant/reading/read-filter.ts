import type { Priority } from "@pakaura/contract/task";
import type { When as FilterWhen } from "../../filter/filter.ts";
import { resolveWhen, type Days } from "../../filter/resolve-when.ts";
import { normaliseTag } from "../../tags.ts";
import type { Context } from "../context.ts";
import { textOf, type Word } from "../words.ts";
import { readPriority } from "./read-priority.ts";
import { readWhen } from "./read-when.ts";

/** Which tasks are meant, as far as words other than those of a title say it. */
export type TaskFilter = {
  status: "open" | "done" | null;
  isOverdue: boolean;
  isDated: boolean | null;
  isRecurring: boolean;
  tags: string[];
  priorities: Priority[];
  days: Days | null;
  /** How `days` was said: "this week". */
  daysWords: string;
};

export type ReadFilter = { filter: TaskFilter; rest: Word[]; isEmpty: boolean };

const noFilter = (): TaskFilter => ({
  status: null,
  isOverdue: false,
  isDated: null,
  isRecurring: false,
  tags: [],
  priorities: [],
  days: null,
  daysWords: "",
});

/** Reads what limits a list; `fillers` say nothing, and what is left may be words of titles. */
export function readFilter(
  words: readonly Word[],
  fillers: readonly string[],
  context: Context,
): ReadFilter {
  const filter = noFilter();
  const rest: Word[] = [];
  let isEmpty = true;
  let at = 0;
  while (at < words.length) {
    const taken = takeAt(words, at, filter, context);
    if (taken > 0) {
      isEmpty = false;
      at += taken;
      continue;
    }
    const filler = context.lexicon.phrases(fillers).lengthAt(words, at);
    const word = words[at];
    if (filler === 0 && word !== undefined) rest.push(word);
    at += Math.max(1, filler);
  }
  return { filter, rest, isEmpty };
}

/** How many words at a place are part of the filter. */
function takeAt(words: readonly Word[], at: number, filter: TaskFilter, context: Context): number {
  const { language, phrases } = context.lexicon;
  if (words[at]?.isKept) return 0;
  const take = (list: readonly string[], then: () => void): number => {
    const length = phrases(list).lengthAt(words, at);
    if (length > 0) then();
    return length;
  };
  return (
    take(language.undated, () => (filter.isDated = false)) ||
    take(language.dated, () => (filter.isDated = true)) ||
    take(language.overdue, () => (filter.isOverdue = true)) ||
    take(language.open, () => (filter.status = "open")) ||
    take(language.done, () => (filter.status = "done")) ||
    take(language.recurring, () => (filter.isRecurring = true)) ||
    takeDays(words, at, filter, context) ||
    takePriority(words, at, filter, context) ||
    takeTag(words, at, filter, context)
  );
}

function takeDays(
  words: readonly Word[],
  at: number,
  filter: TaskFilter,
  context: Context,
): number {
  const { lexicon } = context;
  const { language } = lexicon;
  for (let length = Math.min(6, words.length - at); length > 0; length -= 1) {
    const said = words.slice(at, at + length);
    const period = lexicon.valueOf(language.periods, said);
    if (period === undefined) continue;
    setDays(filter, daysOf(period, context), textOf(context.text, said));
    return length;
  }
  for (let end = Math.min(words.length, at + 4); end > at; end -= 1) {
    const phrase = textOf(context.text, words.slice(at, end));
    const when = readWhen(phrase.replace(/['’]s$/u, ""), context.at);
    if (!when?.saysDay) continue;
    const day = localDay(when.dueDate, context);
    const isEnd = /^(?:by|before|until|till|bis|vor)\b/iu.test(phrase);
    setDays(filter, { first: isEnd ? "1970-01-01" : day, last: day }, phrase);
    return end - at;
  }
  return 0;
}

function setDays(filter: TaskFilter, days: Days, words: string): void {
  filter.days = days;
  filter.daysWords = words;
}

/** The days of a period of the calendar. */
export function daysOf(period: FilterWhen, { at }: Context): Days {
  return resolveWhen(period, at, "ahead");
}

function localDay(dueDate: string, { at }: Context): string {
  if (dueDate.length === 10) return dueDate;
  return Temporal.Instant.from(dueDate).toZonedDateTimeISO(at.timeZone).toPlainDate().toString();
}

function takePriority(
  words: readonly Word[],
  at: number,
  filter: TaskFilter,
  context: Context,
): number {
  for (let end = Math.min(words.length, at + 3); end > at; end -= 1) {
    const piece = words.slice(at, end);
    if (/^\d/u.test(piece[0]?.text ?? "")) continue;
    const priority = readPriority(piece, context);
    if (priority === null) continue;
    filter.priorities.push(priority);
    return end - at;
  }
  return 0;
}

function takeTag(words: readonly Word[], at: number, filter: TaskFilter, context: Context): number {
  const { language, phrases } = context.lexicon;
  const marked = phrases(language.tagged).lengthAt(words, at);
  const isSign = words[at]?.text === "#" || words[at]?.text === "@";
  const from = at + (isSign ? 1 : marked);
  const skipped = words[from]?.text === "#" && marked > 0 ? 1 : 0;
  const word = words[from + skipped];
  if (word === undefined) return 0;
  const tag = tagOf(textOf(context.text, [word]), context);
  const isKnown = context.tags.has(tag);
  if (marked === 0 && !isSign && !isKnown) return 0;
  if (marked > 0 && !isKnown && phrases(language.listFillers).lengthAt(words, from) > 0) return 0;
  if (tag === "") return 0;
  filter.tags.push(tag);
  return from + skipped + 1 - at;
}

/** The tag that a word is, of those there are if one of them differs only in its ending. */
export function tagOf(word: string, { tags, lexicon }: Context): string {
  const tag = normaliseTag(word.replace(/^[#@]/u, "")) ?? "";
  if (tags.has(tag)) return tag;
  // "Einkaufsliste" and "Gartenaufgaben" have a tag in them.
  const compounds = lexicon.language.listNouns
    .filter((noun) => tag.endsWith(noun))
    .flatMap((noun) => [tag.slice(0, -noun.length), tag.slice(0, -noun.length).replace(/s$/u, "")]);
  const near = [`${tag}s`, tag.replace(/s$/u, ""), tag.replace(/e?n$/u, ""), ...compounds];
  return near.find((one) => tags.has(one)) ?? tag;
}
