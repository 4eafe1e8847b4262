import type { CreateTask } from "@pakaura/contract/http";
import { m } from "../../messages/messages.ts";
import { leadWords } from "../reminders/lead-words.ts";
import { exactDueWords, type DueContext } from "../tasks/due-words.ts";
import { repeatWords } from "./repeat-words.ts";

/** What a new task is going to be, in one line: "Tue 1 Dec, 09:00 · every month on day 1 · High · #home". */
export function summary(task: Omit<CreateTask, "id">, context: DueContext): string {
  const { due_date: dueDate = null, recurrence, priority, tags = [] } = task;
  return [
    ...(dueDate ? [exactDueWords(dueDate, context)] : []),
    ...(recurrence ? [repeatWords(recurrence, { ...context, dueDate })] : []),
    ...(priority ? [m.priorities[priority]] : []),
    ...tags.map((tag) => `#${tag}`),
    ...(task.reminder_lead_minutes === undefined ? [] : [leadWords(task.reminder_lead_minutes)]),
  ].join(" · ");
}
