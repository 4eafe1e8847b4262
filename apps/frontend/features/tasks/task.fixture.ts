import type { Task } from "@pakaura/contract/task";

/** A task for tests: plain but for what is given. */
export function aTask(fields: Partial<Task> = {}): Task {
  return {
    id: "01990000-0000-7000-8000-000000000001",
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
    ...fields,
  };
}
