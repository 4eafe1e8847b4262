import type { Cursor } from "./cursor.ts";
import type { Certainty } from "./phrase.ts";
import { readPart } from "./read-amount.ts";
import type { Amount } from "./amount.ts";

export type Lead = Certainty & { leadMinutes: readonly number[] };

/** FR-004: the longest lead time, 28 days. Equal to `limits` of the contract (a test compares them). */
export const maximumLeadMinutes = 40_320;
const dayMinutes = 1_440;
const mostLeads = 5;

/** Lead times of reminders: "1h before", "remind me 1 day and 30 min before", "no reminder". */
export function readLead(cursor: Cursor): Lead | null {
  const { words } = cursor;
  return cursor.longest<Lead>([
    () => (cursor.has(words.noReminder) ? { leadMinutes: [], caution: "edge" } : null),
    () => (cursor.has(words.remind) && cursor.has(words.whenDue) ? { leadMinutes: [0] } : null),
    readBefore,
  ]);
}

function readBefore(cursor: Cursor): Lead | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isAsked = cursor.has(words.remind);
    const leadMinutes = readMinutes(cursor);
    if (leadMinutes.length === 0) return null;
    // "Reminder 30 min" says "before" without the word.
    const isAhead = cursor.has(words.ahead);
    if (!isAhead && !isAsked) return null;
    const isEndAsked = cursor.attempt(() => cursor.has(words.remindEnd)) === true;
    if (Math.max(...leadMinutes) > maximumLeadMinutes) return null;
    return isAhead && (isAsked || isEndAsked)
      ? { leadMinutes }
      : { leadMinutes, caution: "edge" as const, needs: "due" as const };
  });
}

/** "1 day and 1 hour" are two lead times, "1 hour and 30 minutes" are one. */
function readMinutes(cursor: Cursor): number[] {
  const leads: number[] = [];
  while (leads.length < mostLeads) {
    const next = cursor.attempt(() => {
      if (leads.length > 0 && !readJoin(cursor)) return null;
      return readOne(cursor);
    });
    if (next === null) break;
    leads.push(next);
  }
  return leads;
}

function readJoin(cursor: Cursor): boolean {
  const isSigned = [",", ";", "&", "+"].some((sign) => cursor.sign(sign));
  return cursor.has(cursor.words.and) || isSigned;
}

function readOne(cursor: Cursor): number | null {
  const { words } = cursor;
  const theDay = cursor.attempt(
    () => (cursor.has(words.the) || cursor.has(words.on)) && cursor.has(words.day),
  );
  if (theDay) return dayMinutes;
  const first = minutesOf(readPart(cursor));
  if (first === null) return null;
  const more = cursor.attempt(() => {
    const isJoined = cursor.has(words.and);
    const minutes = minutesOf(readPart(cursor));
    if (minutes === null) return null;
    const isRest = first % 60 === 0 && first < dayMinutes && minutes < 60;
    return isRest || (!isJoined && first >= dayMinutes && minutes < dayMinutes) ? minutes : null;
  });
  return first + (more ?? 0);
}

/** An amount in minutes; longer than any lead time where it is of months or years. */
function minutesOf(amount: Amount | null): number | null {
  if (amount === null) return null;
  const { minutes = 0, days = 0, weeks = 0, months = 0, years = 0, workdays = 0 } = amount;
  const isTooLong = months + years + workdays > 0;
  return isTooLong ? Infinity : minutes + (days + weeks * 7) * dayMinutes;
}

/** What joins two lead times: ", and". */
export function joinsLeads(cursor: Cursor, end: number): boolean {
  return readJoin(cursor) && cursor.at === end;
}
