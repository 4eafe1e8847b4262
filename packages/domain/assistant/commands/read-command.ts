import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Priority } from "@pakaura/contract/task";

/** A command as it is read with no task in sight. Names and intents of T-070. */
export type ReadCommand = {
  intent: string;
  title?: string;
  due_date?: string | null;
  recurrence?: RecurrenceInput | null;
  priority?: Priority;
  tags?: readonly string[];
  reminder_lead_minutes?: number | null;
  target?: { words?: string; all?: boolean; ordinal?: number; filter?: ReadFilterWords };
  needs?: "confirm" | "clarify";
};

/** What limits a list, in words: `due` as "today", "this_week", "monday". */
export type ReadFilterWords = {
  status?: "open" | "completed";
  due?: string;
  priority?: Priority;
  tag?: string;
  search?: string;
};
