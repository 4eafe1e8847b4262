import { z } from "zod";
import type { Caller } from "../caller.ts";
import { readMove } from "../reading/read-move.ts";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument, batchOf } from "./arguments.ts";
import { notADate } from "./bound-of.ts";
import { defineTool } from "./define-tool.ts";
import { readTask } from "./read-task.ts";
import { ToolError } from "./tool.ts";
import { updateEach, viewsOf, writtenSchema } from "./write-tasks.ts";

const move = z.strictObject({
  id: argument.id,
  due_date: z
    .string()
    .max(200)
    .describe("2026-12-04, 2026-12-04T17:00+01:00, words (next friday, 5pm), or none to clear it"),
});

const cleared = /^(?:none|no date|never|kein datum|keins?)?$/i;

async function dueDateAfter(
  { id, due_date: text }: z.output<typeof move>,
  index: number,
  caller: Caller,
): Promise<string | null> {
  const task = await readTask(caller, id);
  if (cleared.test(text.trim())) {
    if (!task.recurrence?.active) return null;
    throw new ToolError(
      `Nothing was done: tasks.${index} repeats, and so has a date. End that first: set_recurrence with none.`,
    );
  }
  const due = readMove(text, task.due_date, { me: caller.me, now: caller.now() });
  if (due === null) throw notADate(text, `tasks.${index}.due_date`);
  return due;
}

export const rescheduleTasks = defineTool({
  name: "reschedule_tasks",
  title: "Reschedule tasks",
  description:
    "Moves up to 50 tasks to another date, all or none. A day alone keeps the time of day, a time alone keeps the day. Of a recurring task this instance moves, and its series goes on as before.",
  effect: { isReadOnly: false, isDestructive: false, isIdempotent: true },
  input: batchOf(move),
  output: writtenSchema,
  run: async ({ tasks, request_id: requestId }, caller) => {
    const items = await updateEach(caller, {
      tool: "reschedule_tasks",
      requestId,
      tasks,
      change: async (task, index) => ({
        body: { due_date: await dueDateAfter(task, index, caller) },
        scope: "this",
      }),
    });
    const views = viewsOf(
      caller,
      items,
      tasks.map((task) => task.due_date),
    );
    return { text: taskLines(`Moved ${countWords(views.length)}:`, views), data: { tasks: views } };
  },
});
