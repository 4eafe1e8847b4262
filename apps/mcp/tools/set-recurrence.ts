import type { UpdateTask } from "@pakaura/contract/http";
import { isAllDay } from "@pakaura/domain/due-date";
import { z } from "zod";
import type { Caller } from "../caller.ts";
import { readRepeat } from "../reading/read-repeat.ts";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument, batchOf } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { notARepeat } from "./not-a-repeat.ts";
import { readTask } from "./read-task.ts";
import { updateEach, viewsOf, writtenSchema } from "./write-tasks.ts";

const repeating = z.strictObject({
  id: argument.id,
  recurrence: z
    .string()
    .min(1)
    .max(500)
    .describe("Words (every 2 weeks on monday at 9am), an RRULE (FREQ=...), or none to end it"),
});

/** The recurrence, and the date of a task that has none, or whose time of day the words change. */
async function bodyOf(
  { id, recurrence: text }: z.output<typeof repeating>,
  index: number,
  caller: Caller,
): Promise<UpdateTask> {
  if (/^(?:none|never|nie)$/i.test(text.trim())) return { recurrence: null };
  const read = readRepeat(text, { me: caller.me, now: caller.now() });
  if (read === null) throw notARepeat(text, `tasks.${index}.recurrence`);
  const { recurrence, firstDate } = read;
  const { due_date: due } = await readTask(caller, id);
  const isNewDate = firstDate !== null && (due === null || !isAllDay(firstDate));
  return { recurrence, ...(isNewDate ? { due_date: firstDate } : {}) };
}

export const setRecurrence = defineTool({
  name: "set_recurrence",
  title: "Set recurrence",
  description:
    "Makes up to 50 tasks repeat, changes how, or ends it (none); all or none. No instance is deleted by that.",
  effect: { isReadOnly: false, isDestructive: true, isIdempotent: true },
  input: batchOf(repeating),
  output: writtenSchema,
  run: async ({ tasks, request_id: requestId }, caller) => {
    const items = await updateEach(caller, {
      tool: "set_recurrence",
      requestId,
      tasks,
      change: async (task, index) => ({ body: await bodyOf(task, index, caller) }),
    });
    const views = viewsOf(
      caller,
      items,
      tasks.map((task) => task.recurrence),
    );
    const said = `Set the recurrence of ${countWords(views.length)}:`;
    return { text: taskLines(said, views), data: { tasks: views } };
  },
});
