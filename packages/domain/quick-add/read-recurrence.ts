import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Weekday } from "@pakaura/contract/task";
import { weekdayCodes } from "../rule-parts.ts";
import { nextMonthDay } from "./dates.ts";
import type { Certainty, Moment, PartOfDay } from "./phrase.ts";
import {
  amountOf,
  betweenSource,
  countSource,
  ordinalOf,
  ordinalSource,
  withoutNames,
} from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import { everyMonthDay, everyNthWeekday, everyUnit, everyWeekday } from "./recurrence-inputs.ts";
import { meaningOf, oneOf, type DayUnit, type Vocabulary } from "./vocabulary.ts";

export type Repeat = Certainty & {
  recurrence: RecurrenceInput;
  partOfDay?: PartOfDay;
  startsOn?: string;
};

const week: readonly Weekday[] = weekdayCodes;
const workdays = week.slice(0, 5);
const weekendDays = week.slice(5);

type RepeatForm = {
  source: string;
  read: (groups: Groups, moment: Moment) => RecurrenceInput | Repeat | null;
};

/** Recurrences: "every monday", "every 3 days", "every last day of the month", "monthly". */
export function createRecurrenceReader(words: Vocabulary): Reader<Repeat> {
  const forms = [
    ...unitForms(words),
    ...weekdayForms(words),
    ...exceptForms(words),
    ...monthDayForms(words),
    ...wordForms(words),
  ];
  return longest(
    forms.map(({ source, read }) =>
      form<Repeat>(`@?(?:${source})`, (groups, moment) => {
        const found = read(groups, moment);
        if (found === null) return null;
        const repeat = "recurrence" in found ? found : { recurrence: found };
        return groups["strict"]
          ? { ...repeat, recurrence: { ...repeat.recurrence, from: "completion" } }
          : repeat;
      }),
    ),
  );
}

/** "Every", "each", or Todoist's "every!" for a recurrence from completion. */
function everySource(words: Vocabulary): string {
  return `(?:${words.every})(?<strict>!)?\\s+`;
}

/** "2", "other", "2nd" or "second" between "every" and a unit; nothing is 1. */
function stepSource(words: Vocabulary): string {
  return `(?:(?<other>${words.other})\\s+|${ordinalSource(words)}\\s+|${countSource(words)})?`;
}

function stepOf(words: Vocabulary, groups: Groups): number {
  if (groups["other"] !== undefined) return 2;
  return ordinalOf(words, groups) ?? amountOf(words, groups) ?? 1;
}

/** Several days, written with commas, "and", or only spaces. */
function listSource(item: string, words: Vocabulary): string {
  const between = `(?:\\s*,\\s*(?:(?:${words.and})\\s+)?|\\s+(?:${words.and}|&)\\s+|\\s*[&+/]\\s*|\\s+)`;
  return `${item}(?:${between}${item}){0,6}`;
}

/** "Every 2 weeks on mon and thu", "every month on the 1st", "every year on 25 Dec". */
function unitForms(words: Vocabulary): RepeatForm[] {
  const unit = `(?<unit>${oneOf(words.dayUnits)}|${oneOf(words.fixedUnits)})`;
  const on = `\\s+${onSource(words)}`;
  const onDays = `${on}(?<days>${weekdayList(words)})`;
  const onNth = `${on}${nthSource(words)}\\s+(?<weekday>${oneOf(words.weekdays)})`;
  const onLast = `${on}(?<lastDay>${words.last})\\s+(?:${words.day})`;
  const onDates = `${on}(?<dates>${listSource(anyOrdinal(words), words)})`;
  const onDate = `${on}(?<monthDay>${monthDaySource(words)})`;
  return [
    {
      source: `${everySource(words)}${stepSource(words)}${unit}(?:${onDays}|${onNth}|${onLast}|${onDate}|${onDates})?`,
      read: (groups, moment) => {
        const every = unitOf(words, groups["unit"] ?? "");
        if (every === null) return null;
        const interval = every.interval * stepOf(words, groups);
        return onOf(words, groups, { unit: every.unit, interval }, moment);
      },
    },
  ];
}

function onOf(
  words: Vocabulary,
  groups: Groups,
  { unit, interval }: { unit: DayUnit; interval: number },
  moment: Moment,
): RecurrenceInput | Repeat | null {
  const { days, weekday, lastDay, dates, monthDay } = groups;
  if (days !== undefined)
    return unit === "weeks" ? everyWeekday(weekdaysIn(words, days), interval) : null;
  if (monthDay !== undefined)
    return unit === "years" ? yearlyOn(words, monthDay, interval, moment) : null;
  if (weekday !== undefined) return unit === "months" ? nthWeekday(words, groups, interval) : null;
  if (lastDay !== undefined) return unit === "months" ? everyMonthDay([-1], interval) : null;
  if (dates !== undefined)
    return unit === "months" ? everyMonthDay(ordinalsIn(words, dates), interval) : null;
  return everyUnit(unit, interval);
}

/** "Every monday and thursday", "every other monday", "every weekday", "on mondays". */
function weekdayForms(words: Vocabulary): RepeatForm[] {
  const every = everySource(words);
  const other = `(?:(?<other>${words.other})\\s+)?`;
  const name = `(?:${oneOf(words.weekdays)})(?:${words.weekdayPlural})?\\.?`;
  const plural = `(?:${oneOf(words.weekdays)})${words.weekdayPlural}`;
  const groupsOfDays = `(?:(?<workdays>${words.workdays})|(?<weekends>${words.weekends}))`;
  return [
    {
      source: `${every}${other}(?<days>${weekdayList(words)})`,
      read: ({ days = "", other: isOther }) =>
        everyWeekday(weekdaysIn(words, days), isOther ? 2 : 1),
    },
    {
      source: `${every}${other}(?<first>${name})${betweenSource(words)}(?<last>${name})`,
      read: ({ first = "", last = "", other: isOther }) =>
        everyWeekday(weekdaysFrom(words, first, last), isOther ? 2 : 1),
    },
    {
      source: `(?:${words.onWeekdays})(?<days>${listSource(plural, words)})`,
      read: ({ days = "" }) => everyWeekday(weekdaysIn(words, days), 1),
    },
    {
      source: `(?:${every}|${words.onGroups})${groupsOfDays}`,
      read: ({ workdays: isWork }) => everyWeekday(isWork ? workdays : weekendDays, 1),
    },
  ];
}

/** "Every day except sunday", "every weekday but friday", "daily except on weekends". */
function exceptForms(words: Vocabulary): RepeatForm[] {
  const daily = Object.entries(words.adverbs).filter(
    ([, { unit, interval }]) => unit === "days" && interval === 1,
  );
  const base = `(?:${everySource(words)}(?:${words.day}|(?<workdays>${words.workdays}))|${oneOf(Object.fromEntries(daily))})`;
  const left = `(?:(?<weekends>${words.weekends})|(?<days>${weekdayList(words)}))`;
  return [
    {
      source: `${base}\\s+(?:${words.except})\\s+${onSource(words)}${left}`,
      read: ({ workdays: isWork, weekends, days = "" }) => {
        const without = weekends ? weekendDays : weekdaysIn(words, days);
        return everyWeekday(
          (isWork ? workdays : week).filter((day) => !without.includes(day)),
          1,
        );
      },
    },
  ];
}

/** "Every 1st", "every last day of the month", "every first monday", "the 1st of every month". */
function monthDayForms(words: Vocabulary): RepeatForm[] {
  const every = everySource(words);
  const ofMonth = `(?:\\s+(?:${words.day}))?(?:\\s+(?:${words.of})\\s+(?:(?:${words.the}|${words.every})\\s+)?(?:${words.month}))?`;
  const ofEveryMonth = `\\s+(?:${words.of})\\s+(?:${words.every})\\s+(?:(?<other>${words.other})\\s+)?(?:${words.month})`;
  const nth = nthSource(words);
  const weekday = `(?<weekday>${oneOf(words.weekdays)})`;
  const lead = onSource(words);
  const lastDay = `(?:${words.last})\\s+(?:${words.day})`;
  const step = ({ other }: Groups): number => (other === undefined ? 1 : 2);
  return [
    {
      // The weekday belongs to all of "the 2nd and 15th monday", which is no day.
      source: `${every}${nth}(?:\\s+${weekday})?${ofMonth}`,
      read: (groups) => nthDay(words, groups, 1),
    },
    { source: `${every}${lastDay}${ofMonth}`, read: () => everyMonthDay([-1], 1) },
    {
      source: `${lead}${lastDay}${ofEveryMonth}`,
      read: (groups) => everyMonthDay([-1], step(groups)),
    },
    {
      source: `${lead}${nth}(?:\\s+${weekday})?${ofEveryMonth}`,
      read: (groups) => nthDay(words, groups, step(groups)),
    },
    {
      source: `${every}(?<monthDay>${monthDaySource(words)})`,
      read: ({ monthDay = "" }, moment) => yearlyOn(words, monthDay, 1, moment),
    },
  ];
}

/** "Daily", "a monthly reminder", "every morning". */
function wordForms(words: Vocabulary): RepeatForm[] {
  const adverb = `(?<adverb>${oneOf(words.adverbs)})`;
  const read = ({ adverb: word = "" }: Groups): RecurrenceInput | null => {
    const every = meaningOf(words.adverbs, word);
    return every ? everyUnit(every.unit, every.interval) : null;
  };
  return [
    {
      source: `${adverb}(?=\\s+(?:${words.adverbNoun})(?!\\p{L}))`,
      read,
    },
    {
      source: adverb,
      read: (groups) => {
        const recurrence = read(groups);
        return recurrence && { recurrence, caution: "edge" };
      },
    },
    {
      source: `${everySource(words)}(?<part>${oneOf(words.partsOfDay)})`,
      read: ({ part = "" }) => {
        const partOfDay = meaningOf(words.partsOfDay, part);
        return { recurrence: { pattern: "daily" }, ...(partOfDay ? { partOfDay } : {}) };
      },
    },
  ];
}

function unitOf(words: Vocabulary, name: string): { unit: DayUnit; interval: number } | null {
  const unit = meaningOf(words.dayUnits, name);
  return unit ? { unit, interval: 1 } : (meaningOf(words.fixedUnits, name) ?? null);
}

function weekdayList(words: Vocabulary): string {
  return listSource(`(?:${oneOf(words.weekdays)})(?:${words.weekdayPlural})?`, words);
}

function weekdaysIn(words: Vocabulary, text: string): Weekday[] {
  const pattern = new RegExp(`(?<!\\p{L})${oneOf(words.weekdays)}`, "giu");
  return [...text.matchAll(pattern)].flatMap(([name]) => meaningOf(words.weekdays, name) ?? []);
}

/** "Monday to thursday", and "saturday to monday" over the end of the week; none for one day to itself. */
function weekdaysFrom(words: Vocabulary, first: string, last: string): Weekday[] {
  const [from, to] = [first, last].flatMap((name) => weekdaysIn(words, name));
  if (from === undefined || to === undefined || from === to) return [];
  const start = week.indexOf(from);
  const days = [...week.slice(start), ...week.slice(0, start)];
  return days.slice(0, days.indexOf(to) + 1);
}

/** What may stand before days: "on the ". */
function onSource(words: Vocabulary): string {
  return `(?:(?:${words.on})\\s+)?(?:(?:${words.the})\\s+)?`;
}

/** An ordinal without groups, so that it can stand in a list. */
function anyOrdinal(words: Vocabulary): string {
  return `(?:${withoutNames(words.ordinalDigits)}|${oneOf(words.ordinals)})`;
}

function ordinalsIn(words: Vocabulary, text: string): number[] {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${ordinalSource(words)}`, "giu");
  const found = [...text.matchAll(pattern)].map(({ groups }) => ordinalOf(words, groups ?? {}));
  return [...new Set(found.map((number) => number ?? 0))].toSorted((left, right) => left - right);
}

function nthWeekday(words: Vocabulary, groups: Groups, interval: number): RecurrenceInput | null {
  const day = meaningOf(words.weekdays, groups["weekday"] ?? "");
  if (day === undefined) return null;
  return everyNthWeekday(positionsIn(words, groups["nth"] ?? ""), day, interval);
}

/** The weekday at some positions, or without one the days of the month. */
function nthDay(words: Vocabulary, groups: Groups, interval: number): RecurrenceInput | null {
  if (groups["weekday"] !== undefined) return nthWeekday(words, groups, interval);
  const days = positionsIn(words, groups["nth"] ?? "");
  return days.includes(-1) ? null : everyMonthDay(days, interval);
}

/** Positions before a weekday: "2nd", "first and third", "last". */
function nthSource(words: Vocabulary): string {
  return `(?<nth>${listSource(`(?:${anyOrdinal(words)}|${words.last})`, words)})`;
}

/** The positions that `nthSource` found; -1 is the last. */
function positionsIn(words: Vocabulary, text: string): number[] {
  const isLast = new RegExp(`(?<!\\p{L})(?:${words.last})(?!\\p{L})`, "iu").test(text);
  return [...ordinalsIn(words, text), ...(isLast ? [-1] : [])];
}

function monthDaySource(words: Vocabulary): string {
  const month = `${oneOf(words.months)}\\.?`;
  const day = `(?:${anyOrdinal(words)}|\\d{1,2}\\.?)`;
  return `(?:${day}\\s*(?:(?:${words.of})\\s+)?${month}|${month}\\s+(?:(?:${words.the})\\s+)?${day})`;
}

function yearlyOn(
  words: Vocabulary,
  text: string,
  interval: number,
  moment: Moment,
): Repeat | null {
  const month = new RegExp(`(?<!\\p{L})${oneOf(words.months)}(?!\\p{L})`, "iu").exec(text);
  const number = month && meaningOf(words.months, month[0]);
  const digits = /\d+/u.exec(text)?.[0];
  const day = digits === undefined ? ordinalsIn(words, text)[0] : Number(digits);
  const date = number && day ? nextMonthDay(moment, number, day) : null;
  const recurrence = everyUnit("years", interval);
  return date && recurrence && { recurrence, startsOn: date.toString() };
}
