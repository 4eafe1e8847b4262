import fc from "fast-check";
import { rrulestr } from "rrule";
import { RRuleTemporal } from "rrule-temporal";
import { expect, test } from "vitest";
import { randomRule, randomStart } from "./random-rule.case.ts";
import { readRRule } from "./read-rrule.ts";
import { compileRule, ruleMatches } from "./rule-matches.ts";
import { writeRRule } from "./write-rrule.ts";

const ruleCount = 10_000;
const datesCompared = 4;
const horizonMs = 6 * 365 * 86_400_000;

type Exception = { reason: string; applies: (rule: Shape) => boolean };
type Shape = { text: string; days: string[]; found: number; start: number };

const isNumbered = (day: string) => day.length > 2;
const mixesNumbers = ({ days }: Shape) => days.some(isNumbered) && !days.every(isNumbered);

/** Where `rrule` 2.8 (a port of python-dateutil) departs from RFC 5545, or cannot be asked. */
const rruleExceptions: Exception[] = [
  {
    reason: "walks on to the year 9999 day by day when a rule has too few dates, for seconds",
    applies: ({ found }) => found < datesCompared,
  },
  {
    reason:
      "takes only days that match both a plain and a numbered BYDAY, where BYDAY is a list of alternatives",
    applies: mixesNumbers,
  },
  {
    reason:
      "takes all seven days of a BYWEEKNO without BYDAY; section 3.3.10 takes the weekday from DTSTART",
    applies: ({ text, days }) => text.includes("BYWEEKNO") && days.length === 0,
  },
  {
    reason:
      "counts week 1 in December to the year that ends, so that an interval or a place finds other weeks",
    applies: ({ text }) => text.includes("BYWEEKNO") && /INTERVAL|BYSETPOS/.test(text),
  },
  {
    reason: "loses the December days of a week 1 that is named from the end of the year",
    applies: ({ text }) => /BYWEEKNO=[^;]*-5[23]/.test(text),
  },
  {
    reason:
      "lets a negative BYSETPOS beyond the set wrap round, and repeats a date that two places name",
    applies: ({ text }) => /BYSETPOS=[^;]*-/.test(text),
  },
  {
    reason: "cuts the first week at DTSTART before it counts BYSETPOS",
    applies: ({ text }) => text.includes("FREQ=WEEKLY") && text.includes("BYSETPOS"),
  },
];

/** Where `rrule-temporal` 2.2 departs from RFC 5545. */
const temporalExceptions: Exception[] = [
  {
    reason: "ignores or adds BYDAY beside BYYEARDAY, where it limits (note 2 of the table)",
    applies: ({ text, days }) => text.includes("BYYEARDAY") && days.length > 0,
  },
  {
    reason:
      "adds a numbered BYDAY to BYMONTHDAY of a yearly rule, where it limits (note 2 of the table)",
    applies: ({ text, days }) =>
      text.includes("FREQ=YEARLY") && text.includes("BYMONTHDAY") && days.some(isNumbered),
  },
  {
    reason: "carries the 53rd weekday of a year that has 52 over into the next year",
    applies: ({ text, days }) =>
      text.includes("FREQ=YEARLY") && days.some((day) => /^-?53/.test(day)),
  },
  {
    reason:
      "counts an interval from the calendar year of a start whose week belongs to another year, so that the start may not match its own rule",
    applies: ({ text, start }) =>
      /INTERVAL.*BYWEEKNO/.test(text) &&
      /^(01-0[123]|12-(29|30|31))/.test(new Date(start).toISOString().slice(5)),
  },
  {
    reason: "finds nothing for a yearly BYDAY that mixes plain and numbered days",
    applies: (rule) => rule.text.includes("FREQ=YEARLY") && mixesNumbers(rule),
  },
];

test(
  `${ruleCount} random rules give the dates of rrule and of rrule-temporal, but for declared exceptions`,
  { timeout: 240_000 },
  () => {
    const differences: string[] = [];
    const compared = { rrule: 0, temporal: 0, neither: 0 };
    const samples = fc.sample(fc.tuple(randomRule, randomStart), {
      numRuns: ruleCount,
      seed: 20_261_123,
    });
    for (const [random, start] of samples) {
      const text = writeRRule(readRRule(random));
      const ours = ourDates(text, start);
      const shape = {
        text,
        days: /BYDAY=([^;]*)/.exec(text)?.[1]?.split(",") ?? [],
        found: ours.length,
        start,
      };
      const asksRrule = !rruleExceptions.some((exception) => exception.applies(shape));
      const asksTemporal = !temporalExceptions.some((exception) => exception.applies(shape));
      if (asksRrule)
        differences.push(...difference("rrule", text, start, ours, rruleDates(text, start)));
      if (asksTemporal) {
        differences.push(
          ...difference("rrule-temporal", text, start, ours, temporalDates(text, start)),
        );
      }
      compared.rrule += Number(asksRrule);
      compared.temporal += Number(asksTemporal);
      compared.neither += Number(!asksRrule && !asksTemporal);
    }
    expect(differences).toEqual([]);
    expect(compared.rrule).toBeGreaterThan(ruleCount * 0.5);
    expect(compared.temporal).toBeGreaterThan(ruleCount * 0.8);
    expect(compared.neither).toBeLessThan(ruleCount * 0.1);
  },
);

function difference(
  library: string,
  text: string,
  start: number,
  ours: string[],
  theirs: string[],
): string[] {
  const isSame = ours.join(" ") === theirs.join(" ");
  return isSame
    ? []
    : [`${text} from ${stamp(start)}: ${ours.join(" ")}, but ${library} ${theirs.join(" ")}`];
}

function ourDates(text: string, start: number): string[] {
  const rule = compileRule(readRRule(text), start, { isAllDay: false, skip: "OMIT" });
  const dates: string[] = [];
  for (const match of ruleMatches(rule, start, start + horizonMs)) {
    if (dates.push(stamp(match)) === datesCompared) break;
  }
  return dates;
}

function rruleDates(text: string, start: number): string[] {
  const set = rrulestr(withStart(text, start));
  return set
    .all((_date, index) => index < datesCompared)
    .slice(0, datesCompared)
    .map((date) => stamp(date.getTime()));
}

function temporalDates(text: string, start: number): string[] {
  const rule = new RRuleTemporal({ rruleString: withStart(text, start), maxIterations: 100_000 });
  const dates = rule.all((_date, index) => index < datesCompared).slice(0, datesCompared);
  return dates.map((date) => stamp(date.epochMilliseconds));
}

function withStart(text: string, start: number): string {
  return `DTSTART:${stamp(start)}\nRRULE:${text};UNTIL=${stamp(start + horizonMs)}`;
}

function stamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:]|\.\d+/g, "");
}
