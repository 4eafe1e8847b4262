import { dayMs, modulo } from "./calendar.ts";
import type { CalendarRule, FirstDate } from "./calendar-rule.ts";
import { toEpochMs, toLocalTime, type LocalTime } from "./local-time.ts";
import { ruleMatches } from "./rule-matches.ts";
import { occurrencesAfter } from "./series-moments.ts";
import type { Series } from "./series.ts";

/** More surplus dates than this make a rule not worth correcting. */
const mostSurplus = 100;
/** Clock changes are looked at for so long ahead; calendars ask again long before. */
const clockAheadMs = 3 * 366 * dayMs;

export type Surplus = { local: LocalTime; moment: number };
type Comparison = { missing: number[]; surplus: Surplus[] };

/** What a plain reading of the rule lacks of `dates` (moments of the series, in order), and what it has beyond them. */
export function compareDates(
  series: Series,
  rule: CalendarRule,
  { first, dates, now }: { first: FirstDate; dates: () => readonly number[]; now: number },
): Comparison {
  const [next] = occurrencesAfter(series, first.moment);
  if (rule.isExact && (next === undefined || next.moment > now))
    return { missing: [], surplus: [] };
  const all = dates();
  const wanted = new Set(all);
  const surplus: Surplus[] = [];
  for (const date of plainDates(series, rule, { first, to: all.at(-1) ?? first.moment })) {
    if (wanted.delete(date.moment)) continue;
    surplus.push(date);
    if (surplus.length > mostSurplus) break;
  }
  // Beyond the last date that is compared, an exact rule is left to itself.
  return { missing: [...wanted], surplus };
}

/** The dates that a plain reading gives from the first to a moment, its end included. */
function* plainDates(
  series: Series,
  { parts, plain }: CalendarRule,
  { first, to }: { first: FirstDate; to: number },
): Generator<Surplus, void> {
  const { until } = parts;
  for (const local of ruleMatches(plain, first.local)) {
    const moment = series.isAllDay ? local : toEpochMs(local, series.timeZone);
    const isAfterEnd =
      (until?.kind === "date" && Math.floor(moment / dayMs) > until.dayNumber) ||
      (until?.kind === "instant" && moment > until.epochMs + 999);
    if (moment > to || isAfterEnd) return;
    yield { local, moment };
  }
}

/**
 * Whether readers differ on a time of the series: the clock skips it, shows it twice (RFC 5545 section 3.3.5), or
 * changes between a start and its due time, which they count in seconds (section 3.8.5.3).
 */
export function meetsClockChange(
  series: Series,
  { from, leadMs }: { from: number; leadMs: number },
): boolean {
  if (series.isAllDay) return false;
  for (const { before, after } of clockChanges(series.timeZone, from)) {
    const earlier = Math.min(before, after);
    const end = Math.max(before, after) + leadMs;
    const isNear = (time: number) => modulo(time - earlier, dayMs) < end - earlier;
    if (!series.rule.times.some(isNear)) continue;
    const first = Math.max(from, toEpochMs(earlier, series.timeZone)) - 1;
    const [next] = occurrencesAfter(series, first);
    if (next !== undefined && next.local < end) return true;
  }
  return false;
}

type ClockChange = { at: number; before: LocalTime; after: LocalTime };

/** Changes by zone and year: asking for them takes longer than all else here. */
const known = new Map<string, ClockChange[]>();
const mostKnown = 1_000;

/** What the clock shows just before and just after it changes, in the years from `from` on. */
function clockChanges(timeZone: string, from: number): ClockChange[] {
  const years = [0, 1, 2, 3].map((ahead) => new Date(from).getUTCFullYear() + ahead);
  return years
    .flatMap((year) => changesOfYear(timeZone, year))
    .filter(({ at }) => at > from && at <= from + clockAheadMs);
}

function changesOfYear(timeZone: string, year: number): ClockChange[] {
  const key = `${year} ${timeZone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const changes: ClockChange[] = [];
  const end = Date.UTC(year + 1, 0);
  const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0) - 1);
  let at = start.toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds >= end) break;
    const { epochMilliseconds } = next;
    changes.push({
      at: epochMilliseconds,
      before: toLocalTime(epochMilliseconds - 1, timeZone) + 1,
      after: toLocalTime(epochMilliseconds, timeZone),
    });
    at = next;
  }
  if (known.size >= mostKnown) known.clear();
  known.set(key, changes);
  return changes;
}
