import type { Task } from "@pakaura/contract/task";
import { describeRecurrence } from "@pakaura/domain/recurrence-words";
import { englishRecurrence } from "@pakaura/domain/english-recurrence";
import { z } from "zod";
import { dueWords } from "./due-words.ts";

/** A task as tools answer it. What a task does not have is left out, and never null. */
export const taskViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  notes: z.string().optional(),
  completed: z.boolean(),
  due_date: z.string().optional(),
  due_local: z.string().optional(),
  given: z.string().optional(),
  overdue: z.boolean(),
  priority: z.string(),
  tags: z.array(z.string()),
  repeats: z.string().optional(),
  reminder_lead_minutes: z.number().optional(),
});
export type TaskView = z.infer<typeof taskViewSchema>;

const shortNotesLength = 200;

function shortened(notes: string): string {
  const signs = Array.from(notes);
  return signs.length <= shortNotesLength
    ? notes
    : `${signs.slice(0, shortNotesLength).join("")}...`;
}

/** The task as it is shown. `given` is what the caller wrote for its date. */
export function toTaskView(
  task: Task,
  { timeZone, given, allNotes = false }: { timeZone: string; given?: string; allNotes?: boolean },
): TaskView {
  const { due_date: due, recurrence, reminder_lead_minutes: lead, notes } = task;
  return {
    id: task.id,
    title: task.title,
    ...(notes === "" ? {} : { notes: allNotes ? notes : shortened(notes) }),
    completed: task.completed,
    ...(due === null ? {} : { due_date: due, due_local: dueWords(due, timeZone) }),
    ...(given === undefined ? {} : { given }),
    overdue: task.overdue,
    priority: task.priority,
    tags: task.tags,
    ...(recurrence?.active ? { repeats: describeRecurrence(recurrence, englishRecurrence) } : {}),
    ...(lead === null ? {} : { reminder_lead_minutes: lead }),
  };
}
