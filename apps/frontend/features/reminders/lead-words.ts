import { minutesWords } from "@pakaura/domain/date-words";

/** Lead times to choose from, in minutes. */
export const leads = [0, 15, 30, 60, 1_440] as const;

/** A lead time as a person would say it. */
export function leadWords(minutes: number | null): string {
  if (minutes === null) return "No reminder";
  return minutes === 0 ? "When it is due" : `${minutesWords(minutes)} before`;
}
