import { z } from "zod";
import { dueWords } from "../words/due-words.ts";
import { taskLines } from "../words/task-line.ts";
import { taskViewSchema, toTaskView } from "../words/task-view.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { readTask } from "./read-task.ts";
import { reads } from "./tool.ts";

export const getTask = defineTool({
  name: "get_task",
  title: "Get one task",
  description: "Shows one task with all of its notes, its recurrence rule and its next dates.",
  effect: reads,
  input: z.strictObject({ id: argument.id }),
  output: z.object({
    task: taskViewSchema,
    rrule: z.string().optional(),
    next_dates: z.array(z.string()).optional(),
    created_at: z.string(),
    updated_at: z.string(),
    completed_at: z.string().optional(),
  }),
  run: async ({ id }, caller) => {
    const task = await readTask(caller, id);
    const { time_zone: timeZone } = caller.me;
    const view = toTaskView(task, { timeZone, allNotes: true });
    const recurrence = task.recurrence?.active ? task.recurrence : null;
    const nextDates = recurrence?.next_dates.map((date) => dueWords(date, timeZone)) ?? [];
    const notes = view.notes === undefined ? [] : [`Notes: ${JSON.stringify(view.notes)}`];
    const next = nextDates.length === 0 ? [] : [`Next: ${nextDates.join("; ")}`];
    return {
      text: [taskLines("One task:", [view]), ...notes, ...next].join("\n"),
      data: {
        task: view,
        ...(recurrence === null
          ? {}
          : { rrule: recurrence.rrule, next_dates: recurrence.next_dates }),
        created_at: task.created_at,
        updated_at: task.updated_at,
        ...(task.completed_at === null ? {} : { completed_at: task.completed_at }),
      },
    };
  },
});
