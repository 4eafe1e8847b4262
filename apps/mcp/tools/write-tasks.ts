import { type BulkOperation, taskItemsSchema } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import { z } from "zod";
import { ApiRefusal, askApi } from "../api/ask-api.ts";
import type { Caller } from "../caller.ts";
import { type TaskView, taskViewSchema, toTaskView } from "../words/task-view.ts";
import { notFound, requireIds } from "./not-found.ts";

/** What tools promise that change tasks: what tells whether the right thing happened. They answer whole tasks. */
export const writtenSchema = z.object({
  tasks: z.array(
    taskViewSchema.pick({
      id: true,
      title: true,
      completed: true,
      due_date: true,
      due_local: true,
      given: true,
      repeats: true,
    }),
  ),
});

/** An operation as `POST /tasks/bulk` takes it. */
type Operation = z.input<typeof import("@pakaura/contract/http").bulkOperationSchema>;

export type Write = {
  /** The name of the tool, which keeps its request ids apart from those of others. */
  tool: string;
  operations: Operation[];
  requestId: string | undefined;
};

/** Carries out operations, all or nothing, and answers the tasks as they are then. Throws `ToolError`. */
export async function writeTasks(caller: Caller, write: Write): Promise<Task[]> {
  const { operations, requestId, tool } = write;
  const ids = operations.map((operation) => (operation.op === "create" ? null : operation.id));
  await requireIds(caller, ids);
  try {
    const { items } = await askApi(caller.send, taskItemsSchema, {
      method: "POST",
      path: "/tasks/bulk",
      body: { operations },
      idempotencyKey: requestId === undefined ? undefined : `mcp:${tool}:${requestId}`,
    });
    return items;
  } catch (error) {
    const missing = error instanceof ApiRefusal ? missingId(error, ids) : null;
    if (missing === null) throw error;
    throw await notFound(caller, [missing]);
  }
}

/** What of a task is changed, and of a series whether this instance alone. */
type Update = Omit<Extract<Operation, { op: "update" }>, "op" | "id">;
type Updates<Input> = Pick<Write, "tool" | "requestId"> & {
  tasks: readonly Input[];
  /** What one of them asks for; throws `ToolError` where nothing can be made of it. */
  change: (input: Input, index: number) => Update | Promise<Update>;
};

/** Changes each of these tasks, all or nothing, and answers them as they are then. Throws `ToolError`. */
export async function updateEach<Input extends { id: string }>(
  caller: Caller,
  { tasks, change, ...write }: Updates<Input>,
): Promise<Task[]> {
  const operations = await Promise.all(
    tasks.map(async (task, index) => ({
      op: "update" as const,
      id: task.id,
      ...(await change(task, index)),
    })),
  );
  return writeTasks(caller, { ...write, operations });
}

/** The id of the operation that a 404 is about. */
function missingId({ problem }: ApiRefusal, ids: readonly (string | null)[]): string | null {
  if (problem?.code !== "not_found") return null;
  const index = /^operations\.(\d+)\.id$/.exec(problem.errors?.[0]?.field ?? "")?.[1];
  return (index === undefined ? null : ids[Number(index)]) ?? null;
}

/** The same operation on each of these tasks. */
export function onEach(
  ids: readonly string[],
  op: "complete" | "uncomplete" | "delete",
): BulkOperation[] {
  return [...new Set(ids)].map((id) => ({ op, id }));
}

/** The tasks as a tool answers them; `given` is what was written for the date of each. */
export function viewsOf(
  caller: Caller,
  tasks: readonly Task[],
  given: readonly (string | undefined)[] = [],
): TaskView[] {
  return tasks.map((task, index) => {
    const words = given[index];
    const timeZone = caller.me.time_zone;
    return toTaskView(task, { timeZone, ...(words === undefined ? {} : { given: words }) });
  });
}
