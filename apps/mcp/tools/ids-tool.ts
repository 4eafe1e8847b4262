import { z } from "zod";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import type { Tool } from "./tool.ts";
import { onEach, viewsOf, writeTasks, writtenSchema } from "./write-tasks.ts";

type IdsTool = Pick<Tool, "name" | "title" | "description"> & {
  /** What it does to each task, as the API calls it. */
  op: "complete" | "uncomplete" | "delete";
  /** What has happened to them, as a word: "Completed". */
  done: string;
  isDestructive?: boolean;
};

/** A tool that does one thing to each of the tasks whose ids it is given, all or none. */
export function idsTool({ op, done, isDestructive = false, ...tool }: IdsTool): Tool {
  return defineTool({
    ...tool,
    effect: { isReadOnly: false, isDestructive, isIdempotent: true },
    input: z.strictObject({ ids: argument.ids, request_id: argument.requestId }),
    output: writtenSchema,
    run: async ({ ids, request_id: requestId }, caller) => {
      const operations = onEach(ids, op);
      const items = await writeTasks(caller, { tool: tool.name, operations, requestId });
      const views = viewsOf(caller, items);
      return {
        text: taskLines(`${done} ${countWords(views.length)}:`, views),
        data: { tasks: views },
      };
    },
  });
}
