import type { Cursor } from "./cursor.ts";
import { nextMonthDay } from "./dates.ts";
import type { DayBody } from "./day-body.ts";

/** Days with a name: "christmas eve". */
export function readNamedDate(cursor: Cursor): DayBody | null {
  const found = cursor.take(cursor.words.namedDates);
  const date = found && nextMonthDay(cursor.moment, found[0], found[1]);
  // "Christmas cards" are none; "on christmas eve" is a day.
  return date ? { date, caution: "beside", cautionAfterLead: "edge" } : null;
}
