import { taskPageSchema } from "@pakaura/contract/http";
import { limits } from "@pakaura/contract/task";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import { countWords, taskLines } from "../words/task-line.ts";
import { taskViewSchema, toTaskView } from "../words/task-view.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { boundOf } from "./bound-of.ts";
import { reads } from "./tool.ts";

/** Which tasks a status means, as the API asks for them. */
const statuses = {
  open: { completed: false },
  completed: { completed: true },
  any: {},
  trash: { deleted: true },
} as const;

export const findTasks = defineTool({
  name: "find_tasks",
  title: "Find tasks",
  description:
    "Lists tasks, open ones unless told otherwise; filters combine with AND. Use it first to get the ids that other tools take.",
  effect: reads,
  input: z.strictObject({
    search: z.string().max(500).optional().describe("Words in title, notes or tags"),
    status: z.enum(["open", "completed", "any", "trash"]).default("open"),
    priority: z.array(argument.priority).max(5).optional(),
    tag: z.array(z.string().min(1).max(100)).max(50).optional().describe("Any of these"),
    due_after: z.string().max(200).optional().describe("Inclusive: ISO date or words (tomorrow)"),
    due_before: z.string().max(200).optional().describe("Inclusive"),
    overdue: z.boolean().optional(),
    has_due_date: z.boolean().optional(),
    sort: z.enum(["due_date", "priority", "created_at", "title"]).default("due_date"),
    order: z.enum(["asc", "desc"]).optional(),
    limit: argument.limit.pipe(z.int().max(limits.pageSize)),
    cursor: argument.cursor,
  }),
  output: z.object({
    tasks: z.array(taskViewSchema),
    total: z.number(),
    next_cursor: z.string().optional(),
  }),
  run: async (input, caller) => {
    const { status, limit, due_after, due_before, ...filters } = input;
    const page = await askApi(caller.send, taskPageSchema, {
      method: "GET",
      path: "/tasks",
      query: {
        ...filters,
        ...statuses[status],
        due_after: boundOf(due_after, "due_after", caller),
        due_before: boundOf(due_before, "due_before", caller),
        per_page: limit,
      },
    });
    const tasks = page.items.map((task) => toTaskView(task, { timeZone: caller.me.time_zone }));
    const { total, next_cursor: cursor } = page;
    const similar = page.search_matched === undefined ? "" : ", with words similar to these";
    const said = `${countWords(total)} found${similar}; ${tasks.length} shown:`;
    return {
      text: taskLines(total === 0 ? "No task found." : said, tasks),
      data: { tasks, total, ...(cursor === null ? {} : { next_cursor: cursor }) },
    };
  },
});
