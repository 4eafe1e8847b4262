import type { RecurrenceRule } from "@pakaura/domain/recurrence-rule";

export type StoredRule = RecurrenceRule & { id: string };

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
  priorityRank: number;
  tags: string[];
  rule: StoredRule | null;
  occurrence: string | null;
  recurrenceParentId: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
};
