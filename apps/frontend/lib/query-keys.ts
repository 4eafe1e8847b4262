/** Every key of the query cache, so that what is stored and what is refreshed can never differ. */
export const queryKeys = {
  me: ["me"] as const,
  task: (id: string) => ["task", id] as const,
  activity: ["activity"] as const,
  activityOf: (taskId: string | null, filter: string) => ["activity", taskId, filter] as const,
  filters: ["filters"] as const,
  reminders: ["reminders"] as const,
  remindersOf: (taskId: string) => ["reminders", taskId] as const,
  channels: ["channels"] as const,
  channelOptions: ["channels", "options"] as const,
  accounts: ["accounts"] as const,
  sessions: ["sessions"] as const,
  tokens: ["tokens"] as const,
  signInOptions: ["sign-in-options"] as const,
};
