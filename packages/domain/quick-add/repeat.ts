import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Weekday } from "@pakaura/contract/task";
import type { Certainty, PartOfDay, TimeOfDay } from "./phrase.ts";

/** A recurrence as it was read. */
export type Repeat = Certainty & {
  recurrence: RecurrenceInput;
  partOfDay?: PartOfDay;
  /** The first date, where the recurrence does not say it. */
  startsOn?: string;
  /** Times of its days: "every 8am and 8pm". */
  time?: TimeOfDay;
  /** The weekdays that exceptions are taken from. */
  days?: readonly Weekday[];
};
