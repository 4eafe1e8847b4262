import type { ActivityEntry } from "@pakaura/contract/events";
import { taskSchema } from "@pakaura/contract/task";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import type { Caller } from "../caller.ts";
import { taskLines } from "../words/task-line.ts";
import { taskViewSchema, toTaskView } from "../words/task-view.ts";
import { argument } from "./arguments.ts";
import { defineTool } from "./define-tool.ts";
import { isId, requireIds } from "./not-found.ts";
import { readSettledLog } from "./read-settled-log.ts";
import { ToolError } from "./tool.ts";

/** The entry that is to be taken back: the one that is named, or the newest that can be. */
function choose(entries: readonly ActivityEntry[], id: string | undefined): string {
  if (id !== undefined) return id;
  const entry = entries.find((one) => one.undoable);
  if (entry !== undefined) return entry.id;
  throw new ToolError(
    "Nothing was done: there is no change that can be undone. find_activity shows what was done.",
  );
}

/** The changes of the same request, which are taken back together: they have one time. */
function sameRequest(entries: readonly ActivityEntry[], id: string): ActivityEntry[] {
  const chosen = entries.find((entry) => entry.id === id);
  return entries.filter(({ time, actor }) => time === chosen?.time && actor === chosen.actor);
}

async function undoEntry(caller: Caller, id: string) {
  const path = `/activity/${id}/undo`;
  return askApi(caller.send, taskSchema, { method: "POST", path });
}

export const undo = defineTool({
  name: "undo",
  title: "Undo",
  description:
    "Takes back a change with all that its request changed: the newest one, the newest of a task, or that of an entry of find_activity. Deleted tasks come back.",
  effect: { isReadOnly: false, isDestructive: true, isIdempotent: false },
  input: z.strictObject({
    entry_id: z.string().max(100).optional().describe("The id of an entry of find_activity"),
    task_id: argument.id.optional().describe("Undo the newest change of this task"),
  }),
  output: z.object({
    undone: z.array(
      z.object({ task_id: z.string(), task_title: z.string(), sentence: z.string() }),
    ),
    task: taskViewSchema,
  }),
  run: async ({ entry_id: entryId, task_id: taskId }, caller) => {
    await requireIds(caller, [taskId ?? null]);
    if (entryId !== undefined && !isId(entryId)) {
      throw new ToolError("not found: entry_id is no id of an entry. find_activity has them.");
    }
    const entries = await readSettledLog(caller, taskId);
    const id = choose(entries, entryId);
    const undone = sameRequest(entries, id).map(({ task_id, task_title, sentence }) => ({
      task_id,
      task_title,
      sentence,
    }));
    const task = await undoEntry(caller, id);
    const view = toTaskView(task, { timeZone: caller.me.time_zone });
    const lines = undone.map(
      ({ task_title: title, sentence }) => `Taken back: ${JSON.stringify(title)}: ${sentence}`,
    );
    return {
      text: taskLines(["Undone.", ...lines, "As it is now:"].join("\n"), [view]),
      data: { undone, task: view },
    };
  },
});
