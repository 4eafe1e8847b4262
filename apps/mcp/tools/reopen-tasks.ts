import { z } from "zod";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { onEach, viewsOf, writeTasks, writtenSchema } from "./write-tasks.ts";

export const reopenTasks = defineTool({
  name: "reopen_tasks",
  title: "Reopen tasks",
  description: "Makes up to 50 completed tasks open again, all or none.",
  effect: { isReadOnly: false, isDestructive: false, isIdempotent: true },
  input: z.strictObject({ ids: argument.ids, request_id: argument.requestId }),
  output: writtenSchema,
  run: async ({ ids, request_id: requestId }, caller) => {
    const operations = onEach(ids, "uncomplete");
    const items = await writeTasks(caller, { tool: "reopen_tasks", operations, requestId });
    const views = viewsOf(caller, items);
    return {
      text: taskLines(`Reopened ${countWords(views.length)}:`, views),
      data: { tasks: views },
    };
  },
});
