import { english } from "./english.ts";
import { german } from "./german.ts";
import type { Phrase } from "./phrase.ts";
import { createDayReader, type Day } from "./read-day.ts";
import { createLeadReader, joinSource } from "./read-lead.ts";
import { createPriorityReader, readTag } from "./read-mark.ts";
import { amountOf, countSource } from "./read-number.ts";
import { createRecurrenceReader } from "./read-recurrence.ts";
import { createTimeReader } from "./read-time.ts";
import { after, form, mapped, type Reader } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

/** All that a language can say about a task, and the words around it that decide what was meant. */
export type Grammar = {
  readers: readonly Reader<Phrase>[];
  /** What stands before a date that is no due date: "since ". */
  blocked: RegExp;
  /** What may follow a date that is no part of a name: " about". */
  follows: RegExp;
  /** What joins two phrases of a kind, with the space around it: " and ". */
  joins: RegExp;
};

const others: Record<string, Vocabulary[]> = { de: [german] };
const grammars = new Map<Vocabulary, Grammar>();

/** True for a language that is read; of others only digits are. */
export function isLanguageRead(locale: string): boolean {
  const language = locale.split("-")[0]?.toLowerCase() ?? "";
  return language === "en" || Object.hasOwn(others, language);
}

/** The grammars for the texts of a locale; English is always one of them. */
export function grammarsFor(locale: string): Grammar[] {
  const language = locale.split("-")[0]?.toLowerCase() ?? "";
  return [english, ...(others[language] ?? [])].map((words) => {
    const grammar = grammars.get(words) ?? createGrammar(words);
    grammars.set(words, grammar);
    return grammar;
  });
}

function createGrammar(words: Vocabulary): Grammar {
  const readDay = createDayReader(words);
  return {
    readers: [
      mapped(readDay, toDate),
      mapped(createTimeReader(words), (time): Phrase => ({ kind: "time", ...time })),
      createMomentReader(words),
      mapped(createRecurrenceReader(words), (repeat): Phrase => ({
        kind: "recurrence",
        ...repeat,
      })),
      mapped(after(words.until, readDay), ({ date }): Phrase => ({
        kind: "until",
        date: date.toString(),
        needs: "recurrence",
        isDueAlone: words.isUntilBy,
      })),
      createTimesReader(words),
      form(words.afterCompletion, (): Phrase => ({ kind: "from-completion", needs: "recurrence" })),
      mapped(createLeadReader(words), (lead): Phrase => ({ kind: "reminder", ...lead })),
      mapped(createPriorityReader(words), (mark): Phrase => ({ kind: "priority", ...mark })),
      mapped(readTag, (tag): Phrase => ({ kind: "tag", tag })),
    ],
    blocked: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.blockers})\\s+$`, "iu"),
    follows: new RegExp(
      `^(?:\\s*$|\\s*[,.;:!?)\\]}]|\\s+[-–—(@#](?!\\p{N})|\\s+(?:${words.followers})(?![\\p{L}\\p{N}]))`,
      "iu",
    ),
    joins: new RegExp(`^${joinSource(words)}$`, "iu"),
  };
}

function toDate({ date, ...rest }: Day): Phrase {
  return { kind: "date", date: date.toString(), ...rest };
}

/** "In 2 hours": a moment, to the minute and never earlier than was said. */
function createMomentReader(words: Vocabulary): Reader<Phrase> {
  const amount = `(?:(?<half>${words.halfHour})|${countSource(words)}(?<unit>${oneOf(words.timeUnits)}))`;
  return form(
    `@?(?:(?:${words.in})\\s+${amount}|${amount.replaceAll("?<", "?<x")}\\s+(?:${words.fromNow}))`,
    (groups, { now }) => {
      const given = Object.fromEntries(
        ["half", "count", "countWord", "unit"].map((name) => [
          name,
          groups[name] ?? groups[`x${name}`],
        ]),
      );
      const unit = meaningOf(words.timeUnits, given["unit"] ?? "");
      const minutes = given["half"]
        ? 30
        : (amountOf(words, given) ?? 0) * (unit === "hours" ? 60 : 1);
      const moment = Math.ceil((now + minutes * 60_000) / 60_000) * 60_000;
      return { kind: "moment", moment: new Date(moment).toISOString() };
    },
  );
}

/** "10 times": the end of a series, and nothing without one. */
function createTimesReader(words: Vocabulary): Reader<Phrase> {
  return form(`(?:(?:${words.forDay})\\s+)?${countSource(words)}(?:${words.times})`, (groups) => {
    const count = amountOf(words, groups) ?? 0;
    return count > 0 ? { kind: "count", count, needs: "recurrence" } : null;
  });
}
