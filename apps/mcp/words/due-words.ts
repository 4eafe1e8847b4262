import { isAllDay } from "@pakaura/domain/due-date";

const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const moment = { ...day, hour: "2-digit", minute: "2-digit" } as const;

/** A due date on the clock of its user: "Friday, 4 December 2026", or "Friday, 4 December 2026 at 17:00". */
export function dueWords(dueDate: string, timeZone: string): string {
  return isAllDay(dueDate)
    ? new Intl.DateTimeFormat("en-GB", { ...day, timeZone: "UTC" }).format(Date.parse(dueDate))
    : new Intl.DateTimeFormat("en-GB", { ...moment, timeZone }).format(Date.parse(dueDate));
}
