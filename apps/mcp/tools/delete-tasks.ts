import { z } from "zod";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { onEach, viewsOf, writeTasks, writtenSchema } from "./write-tasks.ts";

export const deleteTasks = defineTool({
  name: "delete_tasks",
  title: "Delete tasks",
  description:
    "Moves up to 50 tasks to the trash, all or none, where they stay for 30 days; undo brings them back. Ask the person before deleting several.",
  effect: { isReadOnly: false, isDestructive: true, isIdempotent: true },
  input: z.strictObject({ ids: argument.ids, request_id: argument.requestId }),
  output: writtenSchema,
  run: async ({ ids, request_id: requestId }, caller) => {
    const operations = onEach(ids, "delete");
    const items = await writeTasks(caller, { tool: "delete_tasks", operations, requestId });
    const views = viewsOf(caller, items);
    return {
      text: taskLines(`Deleted ${countWords(views.length)}:`, views),
      data: { tasks: views },
    };
  },
});
