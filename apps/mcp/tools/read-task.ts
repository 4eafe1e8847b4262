import { type Task, taskSchema } from "@pakaura/contract/task";
import { ApiRefusal, askApi } from "../api/ask-api.ts";
import type { Caller } from "../caller.ts";
import { isId, notFound } from "./not-found.ts";

/** One task as the API answers it. Throws `ToolError` for an id without one. */
export async function readTask(caller: Caller, id: string): Promise<Task> {
  if (!isId(id)) throw await notFound(caller, [id]);
  try {
    return await askApi(caller.send, taskSchema, { method: "GET", path: `/tasks/${id}` });
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 404) throw await notFound(caller, [id]);
    throw error;
  }
}
