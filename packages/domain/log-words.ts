import type { Weekday } from "@pakaura/contract/task";

/** How a rule repeats: RFC 5545's FREQ, `time` for those that have no unit of their own. */
export type RecurrenceUnit = "day" | "week" | "month" | "year" | "time";

/** The words of one language for a recurrence. `describeRecurrence` puts them together. */
export type RecurrenceWords = {
  /** "every week", "every 2 weeks". */
  every: (unit: RecurrenceUnit, interval: number) => string;
  onLastDay: string;
  /** " on day 1", " on days 1 and 15". */
  onDaysOfMonth: (days: readonly number[]) => string;
  /** " on Mon and Thu"; the days come from `weekday` and `nthWeekday`. */
  onDays: (days: readonly string[]) => string;
  weekday: (day: Weekday) => string;
  /** "the 2nd Tue"; -1 is the last one, -2 the one before it. */
  nthWeekday: (day: Weekday, position: number) => string;
  afterCompletion: string;
  times: (count: number) => string;
  /** The day is `2030-12-31`. */
  until: (day: string) => string;
};

/** What is said of a value that can be set, changed and removed. */
export type ValueWords = {
  removed: string;
  set: (value: string) => string;
  changed: (old: string, now: string) => string;
};

/** The words of one language for the sentences of the activity log. */
export type LogWords = {
  /** By the type of the event; each is given the task's title. */
  headlines: Readonly<Record<string, (title: string) => string>>;
  reminderDismissed: (title: string) => string;
  title: (old: string, now: string) => string;
  notes: { added: string; removed: string; changed: string };
  completed: string;
  notCompleted: string;
  dueDate: ValueWords;
  reminder: ValueWords;
  priority: (old: string, now: string) => string;
  tagsAdded: (tags: readonly string[]) => string;
  tagsRemoved: (tags: readonly string[]) => string;
  recurrence: ValueWords & { stopped: string; resumed: (words: string) => string };
  otherField: (field: string) => string;
  /** A due date: `2026-11-25` or an instant. */
  date: (dueDate: string) => string;
  /** A lead time: "30 minutes before". */
  before: (minutes: number) => string;
  recurrenceWords: RecurrenceWords;
};
