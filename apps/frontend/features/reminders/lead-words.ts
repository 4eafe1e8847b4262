import { formatList } from "../../messages/format.ts";
import { m } from "../../messages/all-messages.ts";

/** Lead times to choose from, in minutes. */
export const leads = [0, 15, 30, 60, 1_440] as const;

/** A lead time as a person would say it. */
export function leadWords(minutes: number | null): string {
  if (minutes === null) return m.reminders.none;
  return minutes === 0 ? m.reminders.whenDue : m.reminders.before(minutes);
}

/** Lead times to choose from in a menu, whose values are text. */
export function leadOptions(minutes: Iterable<number | null>): { value: string; label: string }[] {
  return Array.from(minutes, (lead) => ({ value: String(lead), label: leadWords(lead) }));
}

/** The lead time that was chosen, in minutes; null for no reminder. */
export function chosenLead(value: string): number | null {
  return value === "null" ? null : Number(value);
}

/** Several lead times in one phrase: "30 minutes before and 1 day before". */
export function leadsWords(minutes: readonly number[]): string {
  return minutes.length === 0 ? leadWords(null) : formatList(minutes.map(leadWords));
}
