import { isolate } from "../lib/isolate.ts";

/** The language that the page speaks, as a BCP 47 tag with the region that the browser prefers: `en-GB`. */
let locale = "en";

const cache = new Map<string, unknown>();

/** Formatters are dear to make and cheap to use, so each is made once for a language. */
function cached<Formatter>(kind: string, options: object, make: () => Formatter): Formatter {
  const key = `${kind} ${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as Formatter;
}

export function setLocale(next: string): void {
  locale = next;
  cache.clear();
}

/** The language that the page speaks, as a BCP 47 tag: what a person types is read in it. */
export function currentLocale(): string {
  return locale;
}

/** An instant (milliseconds since the epoch) as the language writes it. */
export function formatDate(epochMs: number, options: Intl.DateTimeFormatOptions): string {
  return cached("date", options, () => new Intl.DateTimeFormat(locale, options)).format(epochMs);
}

/** 1,234 or 1.234. */
export function formatNumber(value: number): string {
  return cached("number", {}, () => new Intl.NumberFormat(locale)).format(value);
}

/** A part from 0 to 1 as whole per cent: "25%" or "25 %". */
export function formatPercent(part: number): string {
  const options = { style: "percent" } as const;
  return cached("number", options, () => new Intl.NumberFormat(locale, options)).format(part);
}

/** "home, garden and work". */
export function formatList(items: readonly string[]): string {
  return cached("list", {}, () => new Intl.ListFormat(locale, { type: "conjunction" })).format(
    items.map(isolate),
  );
}

/** The form of a word that goes with a number; `other` where the language has no form of its own. */
export function plural(
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const rule = cached("plural", {}, () => new Intl.PluralRules(locale)).select(count);
  return forms[rule] ?? forms.other;
}

/** A number with the word that goes with it: "3 tasks". */
export function counted(
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return `${formatNumber(count)} ${plural(count, forms)}`;
}

/** The largest of days, hours and minutes that divides a length of time. */
function inUnits(minutes: number): [number, "day" | "hour" | "minute"] {
  if (minutes > 0 && minutes % 1_440 === 0) return [minutes / 1_440, "day"];
  if (minutes > 0 && minutes % 60 === 0) return [minutes / 60, "hour"];
  return [minutes, "minute"];
}

/** A length of time: "30 minutes", "1 hour", "2 days". */
export function formatMinutes(minutes: number): string {
  const [value, unit] = inUnits(minutes);
  const options = { style: "unit", unit, unitDisplay: "long" } as const;
  return cached("unit", options, () => new Intl.NumberFormat(locale, options)).format(value);
}

/** A time from now: "in 10 minutes", "in 1 hour". */
export function formatFromNow(minutes: number): string {
  const [value, unit] = inUnits(minutes);
  return cached("relative", {}, () => new Intl.RelativeTimeFormat(locale)).format(value, unit);
}

/** The name of a weekday; 1 is Monday, 7 is Sunday (ISO 8601). */
export function formatWeekday(weekday: number, width: "long" | "short" | "narrow"): string {
  // 5 January 1970 was a Monday.
  return formatDate((3 + weekday) * 86_400_000, { weekday: width, timeZone: "UTC" });
}
