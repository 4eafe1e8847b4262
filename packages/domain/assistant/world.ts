import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Priority, Recurrence } from "@pakaura/contract/task";

/** A task as far as the assistant looks at it. Dates are all-day dates or instants. */
export type AssistantTask = {
  id: string;
  title: string;
  notes?: string;
  due_date: string | null;
  priority: Priority;
  tags: readonly string[];
  completed: boolean;
  recurrence: Recurrence | RecurrenceInput | null;
  reminder_lead_minutes: number | null;
  version?: number;
};

/** A reminder that can be put off. */
export type AssistantReminder = { id: string; task_id: string; state: string };

/** An entry of the activity log, newest first in a list. */
export type AssistantEntry = {
  id: string;
  time: string;
  action: string;
  actor: string;
  /** By what the actor changed it, such as `assistant`. */
  actor_detail?: string | null;
  task_id: string;
  task_title: string;
  sentence: string;
  changes?: Readonly<Record<string, { old?: unknown; new?: unknown }>>;
};

/** What is there when something is said. */
export type World = {
  tasks: readonly AssistantTask[];
  trash: readonly AssistantTask[];
  reminders: readonly AssistantReminder[];
  entries: readonly AssistantEntry[];
  /** True where nothing takes back that a reminder was put off. */
  isSnoozeFinal?: boolean;
};
