import { limits } from "@pakaura/contract/task";
import type { CreateTask } from "@pakaura/contract/http";
import { z } from "zod";
import type { Caller } from "../caller.ts";
import { readRepeat } from "../reading/read-repeat.ts";
import { readWhen } from "../reading/read-when.ts";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument, batchOf } from "./arguments.ts";
import { notADate } from "./bound-of.ts";
import { defineTool } from "./define-tool.ts";
import { notARepeat } from "./not-a-repeat.ts";
import { viewsOf, writeTasks, writtenSchema } from "./write-tasks.ts";

const newTask = z.strictObject({
  title: z.string().min(1).max(limits.titleLength),
  notes: z.string().max(limits.notesLength).optional().describe("Markdown"),
  due_date: z
    .string()
    .max(200)
    .optional()
    .describe("2026-12-04 (all day), 2026-12-04T17:00+01:00, or words: next friday 5pm"),
  recurrence: z
    .string()
    .max(500)
    .optional()
    .describe("Words (every monday and thursday) or an RRULE (FREQ=...)"),
  priority: argument.priority.optional(),
  tags: argument.tags.optional(),
  reminder_lead_minutes: z.int().min(0).max(limits.reminderLeadMinutes).optional(),
});

/** What is sent for a task. Dates in words are read here. Throws `ToolError` for words that are none. */
function bodyOf(
  { due_date: due, recurrence: repeat, ...fields }: z.output<typeof newTask>,
  index: number,
  { me, now }: Caller,
): CreateTask {
  const reader = { me, now: now() };
  const when = due === undefined ? null : readWhen(due, reader);
  if (due !== undefined && when === null) throw notADate(due, `tasks.${index}.due_date`);
  const repeats = repeat === undefined ? null : readRepeat(repeat, reader);
  if (repeat !== undefined && repeats === null)
    throw notARepeat(repeat, `tasks.${index}.recurrence`);
  const dueDate = when?.dueDate ?? repeats?.firstDate ?? null;
  const recurrence = repeats?.recurrence ?? when?.recurrence ?? null;
  return {
    ...fields,
    ...(dueDate === null ? {} : { due_date: dueDate }),
    ...(recurrence === null ? {} : { recurrence }),
  };
}

export const addTasks = defineTool({
  name: "add_tasks",
  title: "Add tasks",
  description:
    "Adds up to 50 tasks, all or none. Put the date, recurrence, priority and tags into their fields, not into the title.",
  effect: { isReadOnly: false, isDestructive: false, isIdempotent: false },
  input: batchOf(newTask),
  output: writtenSchema,
  run: async ({ tasks, request_id: requestId }, caller) => {
    const operations = tasks.map((task, index) => ({
      op: "create" as const,
      body: bodyOf(task, index, caller),
    }));
    const items = await writeTasks(caller, { tool: "add_tasks", operations, requestId });
    const given = tasks.map(({ due_date: due, recurrence }) => due ?? recurrence);
    const views = viewsOf(caller, items, given);
    return { text: taskLines(`Added ${countWords(views.length)}:`, views), data: { tasks: views } };
  },
});
