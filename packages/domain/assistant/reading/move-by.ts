import type { SpokenAt } from "../moment.ts";
import { readWhen, type When } from "./read-when.ts";

const forms: Record<string, (span: string) => string> = {
  en: (span) => `in ${span}`,
  de: (span) => `in ${span}`,
};

/** Where so much time leads from a date: later, or earlier. Null when it is no length of time. */
export function movedBy(
  dueDate: string,
  { span, isEarlier }: { span: string; isEarlier: boolean },
  at: SpokenAt,
): When | null {
  const later = whenAfter(dueDate, span, at);
  return later && isEarlier ? { ...later, dueDate: mirrored(later.dueDate, dueDate, at) } : later;
}

/** As far before a date as another is behind it. */
function mirrored(later: string, dueDate: string, { timeZone }: SpokenAt): string {
  const from = zoned(dueDate, timeZone);
  const back = from.subtract(from.until(zoned(later, timeZone), { largestUnit: "months" }));
  return dueDate.length === 10 && later.length === 10
    ? back.toPlainDate().toString()
    : new Date(back.epochMilliseconds).toISOString();
}

function zoned(dueDate: string, timeZone: string): Temporal.ZonedDateTime {
  return dueDate.length === 10
    ? Temporal.PlainDate.from(dueDate).toZonedDateTime(timeZone)
    : Temporal.Instant.from(dueDate).toZonedDateTimeISO(timeZone);
}

/**
 * Where so much time after another date leads: "two days" after Monday. Quick add reads it as "in two days" said on
 * that date. Null when it is no length of time.
 */
function whenAfter(dueDate: string, span: string, at: SpokenAt): When | null {
  const form = forms[at.locale.slice(0, 2).toLowerCase()] ?? forms["en"];
  const isDay = dueDate.length === 10;
  const now = isDay
    ? Temporal.PlainDate.from(dueDate).toZonedDateTime({
        timeZone: at.timeZone,
        plainTime: "00:00",
      }).epochMilliseconds
    : Date.parse(dueDate);
  const read = readWhen(form?.(span) ?? "", { ...at, now });
  if (read === null) return null;
  return isDay || read.saysTime ? read : { ...read, ...keptTime(read.dueDate, dueDate, at) };
}

function keptTime(day: string, dueDate: string, { timeZone }: SpokenAt): Pick<When, "dueDate"> {
  const time = Temporal.Instant.from(dueDate).toZonedDateTimeISO(timeZone).toPlainTime();
  return { dueDate: atTime(day, time, timeZone) };
}

/** A day at a time of it, as a UTC instant. */
export function atTime(day: string, time: Temporal.PlainTime, timeZone: string): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: time,
  });
  return new Date(epochMilliseconds).toISOString();
}
