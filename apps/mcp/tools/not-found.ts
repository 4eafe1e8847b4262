import { activityPageSchema, type TaskPage, taskPageSchema } from "@pakaura/contract/http";
import { z } from "zod";
import { askApi } from "../api/ask-api.ts";
import type { Caller } from "../caller.ts";
import { ToolError } from "./tool.ts";

const mostSimilar = 5;
const mostWords = 6;

/** Throws `ToolError` when one of the ids cannot be one: a model gave a title, or cut an id short. */
export async function requireIds(caller: Caller, ids: readonly (string | null)[]): Promise<void> {
  const wrong = ids.filter((id) => id !== null).filter((id) => !isId(id));
  if (wrong.length > 0) throw await notFound(caller, wrong);
}

/** True for a text that can be the id of a task. */
export function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

/** The error that names ids without a task, each with tasks of a similar title. */
export async function notFound(caller: Caller, ids: readonly string[]): Promise<ToolError> {
  const parts = await Promise.all(ids.slice(0, mostSimilar).map((id) => explainOne(caller, id)));
  const next = "Nothing was done. Take ids from find_tasks.";
  return new ToolError([...parts, next].join("\n"));
}

async function explainOne(caller: Caller, id: string): Promise<string> {
  const title = isId(id) ? await titleInLog(caller, id) : id;
  const what = `not found: there is no task ${JSON.stringify(id)}`;
  if (title === null) return `${what}.`;
  const named = isId(id) ? `${what} any more; it was ${JSON.stringify(title)}` : what;
  const similar = await similarTasks(caller, title);
  if (similar.length === 0) return `${named}, and none of a similar title.`;
  const lines = similar.map((task) => `- ${task.id} ${JSON.stringify(task.title)}`);
  return [`${named}. Of a similar title:`, ...lines].join("\n");
}

/** The title that a deleted task had. */
async function titleInLog({ send }: Caller, id: string): Promise<string | null> {
  const query = { task: id, per_page: 1 };
  const { items } = await askApi(send, activityPageSchema, {
    method: "GET",
    path: "/activity",
    query,
  });
  return items[0]?.task_title ?? null;
}

/** Up to five tasks with most of the words of a title, open ones first. */
async function similarTasks(caller: Caller, title: string): Promise<TaskPage["items"]> {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = words.toSorted((one, other) => other.length - one.length).slice(0, mostWords);
  const pages = await Promise.all([title, ...longest].map((text) => search(caller, text)));
  const found = new Map<string, { task: TaskPage["items"][number]; hits: number }>();
  for (const task of pages.flat()) {
    const hits = (found.get(task.id)?.hits ?? 0) + (task.completed ? 0.9 : 1);
    found.set(task.id, { task, hits });
  }
  return [...found.values()]
    .toSorted((one, other) => other.hits - one.hits)
    .slice(0, mostSimilar)
    .map(({ task }) => task);
}

async function search({ send }: Caller, text: string): Promise<TaskPage["items"]> {
  const query = { search: text.slice(0, 500), per_page: mostSimilar };
  return (await askApi(send, taskPageSchema, { method: "GET", path: "/tasks", query })).items;
}
