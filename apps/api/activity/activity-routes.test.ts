import { randomUUID } from "node:crypto";
import { activityPageSchema } from "@pakaura/contract/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
const taskIds: string[] = [];

beforeAll(async () => {
  api = await startTestApi();
  for (const title of ["One", "Two"]) {
    taskIds.push((await api.ann.request("POST", "/tasks", { title })).json().id);
  }
  // Entries as the audit service writes them.
  for (let sequence = 1; sequence <= 45; sequence += 1) {
    await api.pool.query(
      `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes,
         sentence, event_id, sequence, correlation_id)
       values ($1, $2, now(), 'task.updated', 'user', $3, 'x', '{}', $4, $5, $6, 'c')`,
      [
        randomUUID(),
        api.ann.id,
        taskIds[sequence % 2],
        `Change ${sequence}`,
        randomUUID(),
        sequence,
      ],
    );
  }
});
afterAll(() => api.close());

async function list(path: string) {
  const answer = await api.ann.request("GET", path);
  expect(answer.statusCode, answer.body).toBe(200);
  return activityPageSchema.parse(answer.json());
}

test("is shown newest first, twenty a page, by number or cursor", async () => {
  const first = await list("/activity");
  expect(first).toMatchObject({ page: 1, per_page: 20, total: 45 });
  expect(first.items.map((entry) => entry.sequence)).toEqual(
    Array.from({ length: 20 }, (_, n) => 45 - n),
  );
  const second = await list(`/activity?cursor=${first.next_cursor}`);
  expect(second).toEqual(await list("/activity?page=2"));
  const third = await list("/activity?page=3");
  expect(third.items).toHaveLength(5);
  expect(third.next_cursor).toBeNull();
  expect((await api.ann.request("GET", "/activity?cursor=x")).statusCode).toBe(422);
});

test("of one task is shown even when the task is gone", async () => {
  const [taskId = ""] = taskIds;
  await api.ann.request("DELETE", `/tasks/${taskId}`);
  const page = await list(`/tasks/${taskId}/activity?per_page=5`);
  expect(page.total).toBe(22);
  expect(page.items.every((entry) => entry.task_id === taskId)).toBe(true);
  expect((await api.bob.request("GET", `/tasks/${taskId}/activity`)).statusCode).toBe(404);
});

test("of a task that nobody wrote of yet is empty", async () => {
  const { id } = (await api.ann.request("POST", "/tasks", { title: "New" })).json();
  expect(await list(`/tasks/${id}/activity`)).toMatchObject({ items: [], total: 0 });
});
