import type { Recurrence, Task } from "@pakaura/contract/task";

/** A plain task, with what a test changes about it. */
export function taskOf(changes: Partial<Task> = {}): Task {
  return {
    id: "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e44",
    title: "Water the plants",
    notes: "",
    completed: false,
    completed_at: null,
    due_date: null,
    reminder_lead_minutes: 30,
    priority: "none",
    tags: [],
    recurrence: null,
    recurrence_parent_id: null,
    overdue: false,
    version: 1,
    created_at: "2026-11-23T08:00:00.000Z",
    updated_at: "2026-11-23T08:00:00.000Z",
    deleted_at: null,
    ...changes,
  };
}

export function recurrenceOf(changes: Partial<Recurrence> = {}): Recurrence {
  return {
    pattern: "weekly",
    interval: 1,
    day_of_week: ["MO", "TH"],
    day_of_month: null,
    interval_days: null,
    rrule: "FREQ=WEEKLY;BYDAY=MO,TH",
    from: "due_date",
    active: true,
    next_dates: [],
    ...changes,
  };
}
