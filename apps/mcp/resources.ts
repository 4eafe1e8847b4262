import {
  type McpServer,
  ResourceNotFoundError,
  ResourceTemplate,
  type ReadResourceResult,
} from "@modelcontextprotocol/server";
import { taskPageSchema } from "@pakaura/contract/http";
import { localDate } from "@pakaura/domain/due-date";
import { limits, taskSchema } from "@pakaura/contract/task";
import { ApiRefusal, askApi } from "./api/ask-api.ts";
import type { ApiRequest } from "./api/send-to-api.ts";
import type { Caller } from "./caller.ts";
import { isId } from "./tools/not-found.ts";
import { toTaskView } from "./words/task-view.ts";

const mimeType = "application/json";

function jsonContents(uri: URL, value: unknown): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType, text: JSON.stringify(value) }] };
}

async function readList(
  uri: URL,
  { send, me }: Caller,
  query: ApiRequest["query"],
): Promise<ReadResourceResult> {
  const page = await askApi(send, taskPageSchema, {
    method: "GET",
    path: "/tasks",
    query: { completed: false, sort: "due_date", per_page: limits.pageSize, ...query },
  });
  const tasks = page.items.map((task) => toTaskView(task, { timeZone: me.time_zone }));
  return jsonContents(uri, { total: page.total, tasks });
}

/** A task of the caller. Throws `ResourceNotFoundError` for anything else, as of somebody else. */
async function readOne(uri: URL, id: unknown, { send, me }: Caller): Promise<ReadResourceResult> {
  if (typeof id !== "string" || !isId(id)) throw new ResourceNotFoundError(uri.href);
  try {
    const task = await askApi(send, taskSchema, { method: "GET", path: `/tasks/${id}` });
    return jsonContents(uri, toTaskView(task, { timeZone: me.time_zone, allNotes: true }));
  } catch (error) {
    const isNone = error instanceof ApiRefusal && error.status === 404;
    throw isNone ? new ResourceNotFoundError(uri.href) : error;
  }
}

/** What is due today, what is overdue, and each task, for clients that attach them to a conversation. */
export function addResources(server: McpServer, caller: Caller): void {
  server.registerResource(
    "today",
    "tasks://today",
    { title: "Due today", description: "Open tasks that are due today", mimeType },
    (uri) => {
      const today = localDate(caller.now(), caller.me.time_zone);
      return readList(uri, caller, { due_after: today, due_before: today });
    },
  );
  server.registerResource(
    "overdue",
    "tasks://overdue",
    { title: "Overdue", description: "Open tasks whose due date is over", mimeType },
    (uri) => readList(uri, caller, { overdue: true }),
  );
  server.registerResource(
    "task",
    new ResourceTemplate("tasks://{id}", { list: undefined }),
    { title: "A task", description: "One task with all of its notes", mimeType },
    (uri, { id }) => readOne(uri, id, caller),
  );
}
