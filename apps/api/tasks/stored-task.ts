import type { RecurrenceRule } from "@pakaura/domain/recurrence-rule";

export type StoredRule = RecurrenceRule & {
  id: string;
  /** The place of the instance that the rule counts from. */
  startsNumber: number;
  /** When its dates were last set. Those that had passed by then were never missed. */
  setAt: string;
};

/** The values that an instance hands on to the next one. */
export type SeriesValues = Pick<
  StoredTask,
  "title" | "notes" | "reminderLeadMinutes" | "priorityRank" | "tags"
>;

/** A task as its row says it. Instants are ISO 8601 in UTC with milliseconds. */
export type StoredTask = {
  id: string;
  userId: string;
  title: string;
  notes: string;
  completedAt: string | null;
  dueAt: string | null;
  /** The day of an all-day task. */
  dueOn: string | null;
  reminderLeadMinutes: number | null;
  /** When its due date or lead time was last set, or it was opened again. */
  remindersSetAt: string;
  priorityRank: number;
  tags: string[];
  rule: StoredRule | null;
  /** The date of the rule that this instance was made for. */
  occurrence: string | null;
  /** Its place in the series, from 1. */
  occurrenceNumber: number;
  /** What the next instance carries in place of this one's values. */
  seriesValues: Partial<SeriesValues> | null;
  recurrenceParentId: string | null;
  version: number;
  createdAt: string;
  /** Of an instance after the first: when the series was added, which is its place by "date added". */
  seriesAddedAt: string | null;
  updatedAt: string;
  deletedAt: string | null;
};
