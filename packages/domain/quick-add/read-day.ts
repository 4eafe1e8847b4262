import type { Certainty, Moment, PartOfDay } from "./phrase.ts";
import {
  dateOf,
  datePlus,
  nextDayOfMonth,
  nextMonthDay,
  nextWeekday,
  startOfWeek,
  todayOf,
} from "./dates.ts";
import {
  amountOf,
  betweenSource,
  countSource,
  ordinalOf,
  ordinalSource,
  partOf,
  partSource,
  weekdayNumber,
  withoutNames,
} from "./read-number.ts";
import { form, longest, type Groups, type Reader } from "./reader.ts";
import { meaningOf, oneOf, type Vocabulary } from "./vocabulary.ts";

export type Day = Certainty & { date: Temporal.PlainDate; partOfDay?: PartOfDay };
type DayForm = {
  source: string;
  date: (groups: Groups, moment: Moment) => Temporal.PlainDate | null;
  caution?: (groups: Groups) => Certainty["caution"];
};

/** Dates: "tomorrow", "on friday", "next week", "25 Dec", "in 3 days", each with "morning" or the like. */
export function createDayReader(words: Vocabulary): Reader<Day> {
  const forms = [
    ...namedDays(words),
    ...weekdayForms(words),
    ...periodForms(words),
    ...calendarForms(words),
  ];
  return longest(forms.map((one) => dayForm(words, one)));
}

function dayForm(words: Vocabulary, { source, date, caution }: DayForm): Reader<Day> {
  const lead = `(?:(?:(?<sure>@|${words.on}|${words.by}|${words.this})|(?<start>${words.starting})|(?<from>${words.from})|${words.forDay})\\s+|@)?`;
  const part = `(?:\\s+(?:(?<plainPart>${oneOf(words.partsOfDay)})|${partSource(words, "part")}))?`;
  return form(`${lead}(?:${source})${part}`, (groups, moment) => {
    const found = date(groups, moment);
    if (found === null) return null;
    const partOfDay = partIn(words, groups);
    return {
      date: found,
      ...(partOfDay ? { partOfDay } : {}),
      ...(caution?.(groups) ? { caution: caution(groups) } : {}),
      ...(groups["from"] ? { needs: "recurrence" as const } : {}),
    };
  });
}

function partIn(words: Vocabulary, groups: Groups): PartOfDay | undefined {
  if (groups["tonight"] !== undefined) return "night";
  const plain = groups["plainPart"] ?? groups["thisPart"] ?? "";
  return meaningOf(words.partsOfDay, plain) ?? partOf(words, groups, "part");
}

function namedDays(words: Vocabulary): DayForm[] {
  return [
    {
      source: `(?:${words.thisPart})\\s+(?<thisPart>${oneOf(words.partsOfDay)})|(?<tonight>${words.tonight})`,
      date: (_groups, moment) => todayOf(moment),
    },
    {
      source: `(?<named>${oneOf(words.relativeDays)})`,
      date: ({ named = "" }, moment) =>
        todayOf(moment).add({ days: meaningOf(words.relativeDays, named) ?? 0 }),
    },
  ];
}

function weekdayForms(words: Vocabulary): DayForm[] {
  const weekday = `(?<weekday>${oneOf(words.weekdays)})\\.?`;
  // "The 15th monday" is no day, and "monday to friday" are several.
  const name = withoutNames(weekday);
  const position = `${withoutNames(words.ordinalDigits)}\\s+`;
  const between = betweenSource(words);
  return [
    {
      source: `(?<!${position}|(?<!\\p{L})${name}${between})${weekday}(?!${between}${name}(?!\\p{L})|\\s+${laterSource(words)})`,
      date: ({ weekday: name = "" }, moment) =>
        nextWeekday(todayOf(moment), weekdayNumber(words, name)),
      caution: ({ weekday: name = "", sure }) => {
        if (sure) return undefined;
        return words.doubtfulWeekdays.has(name.toLowerCase()) ? "beside" : "edge";
      },
    },
    {
      source: `(?:(?:${words.next})\\s+${weekday}|(?<weekday2>${oneOf(words.weekdays)})\\s+(?:${words.next})\\s+(?:${words.week}))`,
      date: ({ weekday: first, weekday2 = "" }, moment) => {
        const name = first ?? weekday2;
        const start = startOfWeek(todayOf(moment), moment.weekStart).add({ weeks: 1 });
        return start.add({ days: (weekdayNumber(words, name) - moment.weekStart + 7) % 7 });
      },
    },
  ];
}

/** "In two weeks" after a weekday: of "monday in two weeks" people mean two different days. */
function laterSource(words: Vocabulary): string {
  const amount = withoutNames(`${countSource(words)}${oneOf(words.dayUnits)}`);
  return `(?:(?:${words.in})\\s+${amount}(?!\\p{L})|${amount}\\s+(?:${words.fromNow}))`;
}

/** A weekday that is no other word: not "sun". */
function sureWeekday({ weekdays, doubtfulWeekdays }: Vocabulary): string {
  const names = Object.entries(weekdays).filter(([name]) => !doubtfulWeekdays.has(name));
  return oneOf(Object.fromEntries(names));
}

function periodForms(words: Vocabulary): DayForm[] {
  const { next, week, month, year, weekend } = words;
  const count = countSource(words);
  const unit = `(?<unit>${oneOf(words.dayUnits)})`;
  const apart = `(?<!(?<!\\p{L})${sureWeekday(words)}\\s+)`;
  const amount = (groups: Groups, moment: Moment): Temporal.PlainDate | null => {
    const days = meaningOf(words.dayUnits, groups["unit"] ?? "");
    const number = amountOf(words, groups);
    return days && number !== null ? datePlus(todayOf(moment), { [days]: number }) : null;
  };
  const saturday = (moment: Moment): Temporal.PlainDate => {
    const today = todayOf(moment);
    return today.dayOfWeek >= 6 ? today : today.add({ days: 6 - today.dayOfWeek });
  };
  return [
    { source: `${apart}(?:${words.in})\\s+${count}${unit}`, date: amount },
    { source: `${apart}${count}${unit}\\s+(?:${words.fromNow})`, date: amount },
    {
      source: `(?:${next})\\s+(?:${week})`,
      date: (_groups, moment) => startOfWeek(todayOf(moment), moment.weekStart).add({ weeks: 1 }),
    },
    {
      source: `(?:${next})\\s+(?:${month})`,
      date: (_groups, moment) => todayOf(moment).with({ day: 1 }).add({ months: 1 }),
    },
    {
      source: `(?:${next})\\s+(?:${year})`,
      date: (_groups, moment) => todayOf(moment).with({ month: 1, day: 1 }).add({ years: 1 }),
    },
    {
      source: `(?:(?:${words.the})\\s+)?(?:${weekend})`,
      date: (_groups, moment) => saturday(moment),
      caution: ({ sure }) => (sure ? undefined : "edge"),
    },
    {
      source: `(?:${next})\\s+(?:${weekend})`,
      date: (_groups, moment) => {
        const nextMonday = startOfWeek(todayOf(moment), 1).add({ weeks: 1 });
        return nextMonday.add({ days: 5 });
      },
    },
    {
      source: `(?:${words.endOf})\\s+(?:(?<month>${month})|${year})`,
      date: ({ month: isMonth }, moment) => {
        const today = todayOf(moment);
        return isMonth
          ? today.with({ day: today.daysInMonth })
          : today.with({ month: 12, day: 31 });
      },
    },
  ];
}

function calendarForms(words: Vocabulary): DayForm[] {
  const weekday = `(?:${oneOf(words.weekdays)}\\.?,?\\s+)?`;
  const month = `(?<month>${oneOf(words.months)})\\.?`;
  const ordinal = ordinalSource(words);
  const monthDay = (groups: Groups, moment: Moment): Temporal.PlainDate | null => {
    const number = meaningOf(words.months, groups["month"] ?? "") ?? 0;
    const day = ordinalOf(words, groups) ?? Number(groups["day"]);
    const { year } = groups;
    if (year !== undefined) return dateOf(Number(year), number, day);
    return nextMonthDay(moment, number, day);
  };
  const day = String.raw`(?<day>\d{1,2})`;
  const year = String.raw`(?:,?\s+(?<year>\d{4}))?`;
  const numbers = ({ first, second, year: given }: Groups, isMonthFirst: boolean) => {
    const [left, right] = [Number(first), Number(second)];
    return isMonthFirst
      ? (dateOf(Number(given), left, right) ?? dateOf(Number(given), right, left))
      : (dateOf(Number(given), right, left) ?? dateOf(Number(given), left, right));
  };
  return [
    {
      source: String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
      date: (groups) =>
        dateOf(Number(groups["year"]), Number(groups["month"]), Number(groups["day"])),
    },
    { source: `${weekday}${day}\\.?\\s*${month}${year}`, date: monthDay },
    { source: `${weekday}${month}\\s+${day}${year}`, date: monthDay },
    {
      source: `${weekday}(?:(?:${words.the})\\s+)?${ordinal}\\s+(?:(?:${words.of})\\s+)?${month}${year}`,
      date: monthDay,
    },
    { source: `${weekday}${month}\\s+(?:(?:${words.the})\\s+)?${ordinal}${year}`, date: monthDay },
    {
      source: String.raw`(?<first>\d{1,2})\.(?<second>\d{1,2})\.(?<year>\d{4})`,
      date: (groups) => numbers(groups, false),
    },
    {
      source: `${weekday}(?:(?:${words.the})\\s+)?${words.dayAndMonth}`,
      date: ({ first, second }, moment) => nextMonthDay(moment, Number(second), Number(first)),
    },
    {
      source: String.raw`(?<first>\d{1,2})/(?<second>\d{1,2})/(?<year>\d{4})`,
      date: (groups, { isMonthFirst }) => numbers(groups, isMonthFirst),
    },
    {
      source: `(?:(?:${words.the})\\s+)?${words.ordinalDigits}`,
      date: ({ digits, sure }, moment) =>
        sure ? nextDayOfMonth(todayOf(moment), Number(digits)) : null,
      caution: () => "edge",
    },
  ];
}
