import { m } from "../../messages/messages.ts";
import { leadsWords, leadWords } from "../reminders/lead-words.ts";
import type { NewTask } from "../tasks/task-actions.ts";
import { understoodDueWords, type DueContext } from "../tasks/due-words.ts";
import { repeatWords } from "./repeat-words.ts";

/** What a new task is going to be, in one line: "Tue 1 Dec, 09:00 · every month on day 1 · High · #home". */
export function summary(task: NewTask, context: DueContext): string {
  const { due_date: dueDate = null, recurrence, priority, tags = [] } = task;
  const { reminder_lead_minutes: own, moreLeads = [] } = task;
  return [
    ...(dueDate ? [understoodDueWords(dueDate, context)] : []),
    ...(recurrence ? [repeatWords(recurrence, { ...context, dueDate })] : []),
    ...(priority ? [m.priorities[priority]] : []),
    ...tags.map((tag) => `#${tag}`),
    ...(own === undefined ? [] : [own === null ? leadWords(own) : leadsWords([own, ...moreLeads])]),
  ].join(" · ");
}
