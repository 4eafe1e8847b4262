import { z } from "zod";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { onEach, viewsOf, writeTasks, writtenSchema } from "./write-tasks.ts";

export const completeTasks = defineTool({
  name: "complete_tasks",
  title: "Complete tasks",
  description:
    "Completes up to 50 tasks, all or none. Of a recurring task this instance is done, and the next one comes.",
  effect: { isReadOnly: false, isDestructive: false, isIdempotent: true },
  input: z.strictObject({ ids: argument.ids, request_id: argument.requestId }),
  output: writtenSchema,
  run: async ({ ids, request_id: requestId }, caller) => {
    const operations = onEach(ids, "complete");
    const items = await writeTasks(caller, { tool: "complete_tasks", operations, requestId });
    const views = viewsOf(caller, items);
    return {
      text: taskLines(`Completed ${countWords(views.length)}:`, views),
      data: { tasks: views },
    };
  },
});
