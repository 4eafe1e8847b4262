import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Found } from "../../quick-add/phrase.ts";
import { parseQuickAdd, type QuickAdd } from "../../quick-add/parse-quick-add.ts";
import type { SpokenAt } from "../moment.ts";

/** A due date as it was said: the day, the time of day, or both. */
export type When = {
  /** `2026-11-25`, or a UTC instant. */
  dueDate: string;
  /** False for a time alone, which leaves the day as it is. */
  saysDay: boolean;
  /** False for a day alone, which leaves the time of day as it is. */
  saysTime: boolean;
};

/** What was read at a moment: frames ask for the same phrases again and again. */
const known = new WeakMap<SpokenAt, Map<string, QuickAdd | null>>();

/** A whole phrase as quick add reads it, null when something else is left of it. */
export function readWhole(phrase: string, at: SpokenAt): QuickAdd | null {
  const text = phrase.trim();
  const ofMoment = known.get(at) ?? new Map<string, QuickAdd | null>();
  known.set(at, ofMoment);
  const found = ofMoment.get(text);
  if (found !== undefined) return found;
  const read = parseWhole(text, at);
  ofMoment.set(text, read);
  return read;
}

function parseWhole(text: string, at: SpokenAt): QuickAdd | null {
  if (text === "" || text.length > 200) return null;
  const read = parseQuickAdd(text, { ...at, isWhole: true });
  return read.title === "" && read.found.length > 0 ? read : null;
}

/** What quick add found, as a due date. */
export function whenOf({ dueDate, recurrence, found }: QuickAdd): When | null {
  if (dueDate === null || recurrence !== null) return null;
  const saysDay = found.some(({ kind }) => ["date", "moment", "until"].includes(kind));
  return { dueDate, saysDay, saysTime: dueDate.length > 10 && found.some(saysTimeOfDay) };
}

function saysTimeOfDay(found: Found): boolean {
  if (found.kind === "time" || found.kind === "moment") return true;
  return (found.kind === "date" || found.kind === "until") && found.partOfDay !== undefined;
}

/** Reads "friday", "the 3rd at 5pm", and with `hour` a lone "9" after "make that". */
export function readWhen(phrase: string, at: SpokenAt): When | null {
  const read =
    readWhole(phrase, at) ?? readWhole(/^\d{1,2}$/u.test(phrase) ? `at ${phrase}` : "", at);
  if (read === null || saysMore(read)) return null;
  return whenOf(read);
}

function saysMore({ priority, tags, reminderLeadMinutes }: QuickAdd): boolean {
  return priority !== null || tags.length > 0 || reminderLeadMinutes !== null;
}

/** A recurrence, with its first date where a date or a time of day was said beside it. */
export type Rule = { recurrence: RecurrenceInput; dueDate: string | null };

/** Reads "every friday", "weekly", "alle zwei Wochen". */
export function readRule(phrase: string, at: SpokenAt): Rule | null {
  const read = readWhole(phrase, at);
  if (read === null || saysMore(read)) return null;
  return ruleOf(read);
}

/** What quick add found, as a recurrence; null when it found none. */
export function ruleOf({
  recurrence,
  dueDate,
  found,
}: Pick<QuickAdd, "recurrence" | "dueDate" | "found">): Rule | null {
  if (recurrence === null) return null;
  const saysFirst = found.some(
    (one) =>
      ["date", "time", "moment"].includes(one.kind) ||
      (one.kind === "recurrence" && (one.startsOn ?? one.time) !== undefined),
  );
  return { recurrence, dueDate: saysFirst ? dueDate : null };
}

const leadForms: Record<string, (span: string) => string> = {
  en: (span) => `remind me ${span} before`,
  de: (span) => `erinnere mich ${span} vorher`,
};

/** Reads "an hour", "30 minutes before" as the minutes of a lead time. */
export function readLeadMinutes(phrase: string, at: SpokenAt): number | null {
  const language = at.locale.slice(0, 2).toLowerCase();
  const form = leadForms[language] ?? leadForms["en"];
  for (const text of [phrase, form?.(phrase) ?? ""]) {
    const leads = readWhole(text, at)?.reminderLeadMinutes;
    if (leads?.[0] !== undefined) return leads[0];
  }
  return null;
}
