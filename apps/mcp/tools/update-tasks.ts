import { limits, type Task } from "@pakaura/contract/task";
import type { UpdateTask } from "@pakaura/contract/http";
import { z } from "zod";
import type { Caller } from "../caller.ts";
import { countWords, taskLines } from "../words/task-line.ts";
import { argument, batchOf } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { readTask } from "./read-task.ts";
import { ToolError } from "./tool.ts";
import { updateEach, viewsOf, writtenSchema } from "./write-tasks.ts";

const change = z.strictObject({
  id: argument.id,
  title: z.string().min(1).max(limits.titleLength).optional(),
  notes: z.string().max(limits.notesLength).optional().describe("Replaces them; empty for none"),
  priority: argument.priority.optional(),
  tags: argument.tags.optional().describe("The whole new set"),
  add_tags: argument.tags.optional(),
  remove_tags: argument.tags.optional(),
});
type ChangeInput = z.output<typeof change>;

const plain = (tag: string): string => tag.trim().replace(/^#/, "").toLowerCase();

/** The tags that a task is to have; undefined when nothing is said of them. */
async function tagsAfter(
  { id, tags, add_tags: added = [], remove_tags: removed = [] }: ChangeInput,
  caller: Caller,
): Promise<Task["tags"] | undefined> {
  if (added.length === 0 && removed.length === 0) return tags?.map(plain);
  const before = tags ?? (await readTask(caller, id)).tags;
  const gone = new Set(removed.map(plain));
  return [...new Set([...before, ...added].map(plain))].filter((tag) => !gone.has(tag));
}

async function bodyOf(input: ChangeInput, index: number, caller: Caller): Promise<UpdateTask> {
  const { title, notes, priority } = input;
  const tags = await tagsAfter(input, caller);
  const body = {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
  };
  if (Object.keys(body).length > 0) return body;
  throw new ToolError(
    `Nothing was done: tasks.${index} says no change. Give title, notes, priority, tags, add_tags or remove_tags.`,
  );
}

export const updateTasks = defineTool({
  name: "update_tasks",
  title: "Update tasks",
  description:
    "Changes title, notes, priority or tags of up to 50 tasks, all or none. What is not given stays. Dates are changed by reschedule_tasks, recurrence by set_recurrence.",
  effect: { isReadOnly: false, isDestructive: true, isIdempotent: true },
  input: batchOf(change),
  output: writtenSchema,
  run: async ({ tasks, request_id: requestId }, caller) => {
    const items = await updateEach(caller, {
      tool: "update_tasks",
      requestId,
      tasks,
      change: async (task, index) => ({ body: await bodyOf(task, index, caller) }),
    });
    const views = viewsOf(caller, items);
    return {
      text: taskLines(`Updated ${countWords(views.length)}:`, views),
      data: { tasks: views },
    };
  },
});
