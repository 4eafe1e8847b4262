import { limits } from "@pakaura/contract/task";
import { z } from "zod";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument, batchOf } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { updateEach, viewsOf, writtenSchema } from "./write-tasks.ts";

const reminder = z.strictObject({
  id: argument.id,
  lead_minutes: z
    .int()
    .min(-1)
    .max(limits.reminderLeadMinutes)
    .describe("Minutes before the due date, 0 when it is due, -1 for no reminder"),
});

export const setReminder = defineTool({
  name: "set_reminder",
  title: "Set reminder",
  description:
    "Sets how long before its due date a person is reminded of a task, for up to 50 tasks, all or none. Without a due date nothing fires.",
  effect: { isReadOnly: false, isDestructive: false, isIdempotent: true },
  input: batchOf(reminder),
  output: writtenSchema,
  run: async ({ tasks, request_id: requestId }, caller) => {
    const items = await updateEach(caller, {
      tool: "set_reminder",
      requestId,
      tasks,
      change: ({ lead_minutes: lead }) => ({
        body: { reminder_lead_minutes: lead < 0 ? null : lead },
      }),
    });
    const views = viewsOf(caller, items);
    const undated = views.filter((task) => task.due_date === undefined).length;
    const hint = undated === 0 ? "" : ` Without a due date, so that nothing fires: ${undated}.`;
    const said = `Set the reminder of ${countWords(views.length)}.${hint}`;
    return { text: taskLines(said, views), data: { tasks: views } };
  },
});
