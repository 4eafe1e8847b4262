import { activityPageSchema } from "@pakaura/contract/http";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import { dueWords } from "../words/due-words.ts";
import { argument } from "./arguments.ts";
import { boundOf } from "./bound-of.ts";
import { defineTool } from "./define-tool.ts";
import { requireIds } from "./not-found.ts";
import { reads } from "./tool.ts";

export const findActivity = defineTool({
  name: "find_activity",
  title: "Find activity",
  description:
    "Lists what was done, newest first, from a log of 90 days that has deleted tasks as well: what was finished last week, when a task was moved, who changed it.",
  effect: reads,
  input: z.strictObject({
    task_id: argument.id.optional(),
    action: z
      .array(z.string().min(1).max(50))
      .max(10)
      .optional()
      .describe(
        "Any of task.created, task.updated, task.completed, task.deleted, task.restored ...",
      ),
    actor: z.enum(["user", "system"]).optional(),
    text: z.string().max(500).optional().describe("Words in the sentence or the title"),
    from: z.string().max(200).optional().describe("Inclusive: ISO date or words (yesterday)"),
    to: z.string().max(200).optional().describe("Inclusive"),
    limit: argument.limit,
    cursor: argument.cursor,
  }),
  output: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        time: z.string(),
        time_local: z.string(),
        action: z.string(),
        actor: z.string(),
        actor_detail: z.string().optional(),
        task_id: z.string(),
        task_title: z.string(),
        sentence: z.string(),
        undoable: z.boolean(),
      }),
    ),
    total: z.number(),
    next_cursor: z.string().optional(),
  }),
  run: async ({ task_id: task, limit, from, to, ...filters }, caller) => {
    await requireIds(caller, [task ?? null]);
    const page = await askApi(caller.send, activityPageSchema, {
      method: "GET",
      path: "/activity",
      query: {
        ...filters,
        task,
        from: boundOf(from, "from", caller),
        to: boundOf(to, "to", caller),
        per_page: limit,
      },
    });
    const entries = page.items.map(
      ({ changes: _changes, event_id: _event, sequence: _sequence, ...entry }) => ({
        ...entry,
        actor_detail: entry.actor_detail ?? undefined,
        time_local: dueWords(entry.time, caller.me.time_zone),
      }),
    );
    const { total, next_cursor: cursor } = page;
    const lines = entries.map(
      ({ id, time_local: time, task_title: title, sentence, actor_detail: detail }) =>
        `- ${id} ${time}, ${JSON.stringify(title)}: ${sentence}${detail === undefined ? "" : ` (${detail})`}`,
    );
    return {
      text: [total === 0 ? "No activity found." : `${total} found, newest first:`, ...lines].join(
        "\n",
      ),
      data: { entries, total, ...(cursor === null ? {} : { next_cursor: cursor }) },
    };
  },
});
