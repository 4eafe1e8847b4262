import type { FrameKind } from "../languages/language.ts";

/** The intent of each kind of frame that has one, as T-070 names them. */
export const intents: Partial<Record<FrameKind, string>> = {
  help: "help",
  undo: "undo",
  plan: "plan_day",
  review: "weekly_review",
  history: "query_activity_log",
  activity: "query_activity_log",
  note: "update_task",
  rename: "rename_task",
  retitle: "rename_task",
  snooze: "snooze_reminder",
  noLead: "set_reminder",
  lead: "set_reminder",
  noRule: "set_recurrence",
  rule: "set_recurrence",
  reopen: "uncomplete_task",
  noDate: "set_due_date",
  date: "set_due_date",
  moveBy: "set_due_date",
  pullBy: "set_due_date",
  noPriority: "set_priority",
  important: "set_priority",
  unimportant: "set_priority",
  raise: "set_priority",
  lower: "set_priority",
  priority: "set_priority",
  tag: "add_tag",
  untag: "remove_tag",
  restore: "restore_task",
  complete: "complete_task",
  lackDate: "set_due_date",
  lackPriority: "set_priority",
  lackName: "rename_task",
  delete: "delete_task",
};

/** Whether a kind changes nothing, and so has no target to be read. */
export function isHarmless(kind: FrameKind): boolean {
  return ["help", "undo", "plan", "review", "activity"].includes(kind);
}
