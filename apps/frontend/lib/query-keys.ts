import type { TaskFilters } from "../features/tasks/task-filters.ts";

/** Every key of the query cache, so that what is stored and what is refreshed can never differ. */
export const queryKeys = {
  me: ["me"] as const,
  tasks: ["tasks"] as const,
  taskLists: ["tasks", "list"] as const,
  taskList: (filters: TaskFilters) => ["tasks", "list", filters] as const,
  task: (id: string) => ["tasks", "detail", id] as const,
  taskCounts: ["tasks", "count"] as const,
  taskCount: (filters: TaskFilters) => ["tasks", "count", filters] as const,
  tags: ["tags"] as const,
  tagSuggestions: (prefix: string) => ["tags", prefix] as const,
  activity: ["activity"] as const,
  activityOf: (taskId: string | null, filter: string) => ["activity", taskId, filter] as const,
  filters: ["filters"] as const,
  reminders: ["reminders"] as const,
  remindersOf: (taskId: string) => ["reminders", taskId] as const,
  channels: ["channels"] as const,
  channelOptions: ["channels", "options"] as const,
  sessions: ["sessions"] as const,
  tokens: ["tokens"] as const,
};
