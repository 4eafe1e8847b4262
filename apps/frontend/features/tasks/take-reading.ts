import type { EditScope } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { TitleReading } from "../quick-add/title-reading.ts";
import { addReminder } from "../reminders/use-reminders.ts";
import { updateTask } from "./task-actions.ts";

/** Sets what a title said besides a title, and takes its words away from it. */
export function takeReading(
  task: Task,
  { body, moreLeads }: TitleReading,
  scope: EditScope = "following",
): void {
  updateTask(task, body, scope);
  for (const lead of moreLeads) addReminder(task, lead);
}
