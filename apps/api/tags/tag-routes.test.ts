import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
  for (const tags of [["home", "garden"], ["home"], ["house"], []]) {
    await api.ann.request("POST", "/tasks", { title: "x", tags });
  }
});
afterEach(() => api.close());

async function tags(query = "") {
  return (await api.ann.request("GET", `/tags${query}`)).json().items;
}

async function eventsAfter(sequence: number) {
  return (await api.ann.request("GET", `/events?after=${sequence}`)).json().events;
}

test("are listed most used first, by prefix, and stay when no task has them", async () => {
  expect(await tags()).toEqual([
    { name: "home", task_count: 2 },
    { name: "garden", task_count: 1 },
    { name: "house", task_count: 1 },
  ]);
  expect(await tags("?q=HO")).toEqual([
    { name: "home", task_count: 2 },
    { name: "house", task_count: 1 },
  ]);
  expect(await tags("?q=%25")).toEqual([]);
  const { items } = (await api.ann.request("GET", "/tasks?tag=garden")).json();
  await api.ann.request("PATCH", `/tasks/${items[0].id}`, { tags: [] });
  expect(await tags("?q=gar")).toEqual([{ name: "garden", task_count: 0 }]);
  expect((await api.bob.request("GET", "/tags")).json().items).toEqual([]);
});

test("are listed at once when there are ten thousand of them", async () => {
  await api.pool.query(
    `insert into tags (user_id, name) select $1, 'tag-' || number from generate_series(1, 10000) as number`,
    [api.bob.id],
  );
  await api.pool.query(
    `insert into tasks (id, user_id, title, tags, updated_at, search_text)
     select gen_random_uuid(), $1, 'x', array_agg('tag-' || number), now(), ''
     from generate_series(1, 10000) as number group by number / 10`,
    [api.bob.id],
  );
  const started = performance.now();
  const { items } = (await api.bob.request("GET", "/tags")).json();
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(items).toHaveLength(10_000);
  expect(items[0]).toEqual({ name: "tag-1", task_count: 1 });
});

test("renamed, change in every task, with one event each", async () => {
  const renamed = await api.ann.request("PATCH", "/tags/home", { name: "Heim" });
  expect(renamed.json()).toEqual({ name: "heim", task_count: 2 });
  expect((await tags()).map((tag: { name: string }) => tag.name)).toEqual([
    "heim",
    "garden",
    "house",
  ]);
  const events = await eventsAfter(4);
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    type: "task.updated",
    data: {
      payload: { changed_fields: { tags: { old: ["garden", "home"], new: ["garden", "heim"] } } },
    },
  });
  expect((await api.ann.request("PATCH", "/tags/home", { name: "x" })).statusCode).toBe(404);
});

test("renamed to one that exists, become one", async () => {
  const merged = await api.ann.request("PATCH", "/tags/house", { name: "home" });
  expect(merged.json()).toEqual({ name: "home", task_count: 3 });
  expect(await tags("?q=ho")).toEqual([{ name: "home", task_count: 3 }]);
});

test("renamed to what they are, or what is no tag, change nothing", async () => {
  const same = await api.ann.request("PATCH", "/tags/home", { name: "HOME" });
  expect(same.json()).toEqual({ name: "home", task_count: 2 });
  expect((await api.ann.request("PATCH", "/tags/home", { name: "a b" })).statusCode).toBe(422);
  expect(await eventsAfter(4)).toEqual([]);
});

test("deleted, are taken from every task", async () => {
  expect((await api.ann.request("DELETE", "/tags/home")).statusCode).toBe(204);
  expect((await api.ann.request("DELETE", "/tags/home")).statusCode).toBe(404);
  expect((await api.ann.request("GET", "/tasks?tag=home")).json().total).toBe(0);
  expect(await eventsAfter(4)).toHaveLength(2);
});

test("renamed again with the same key, give the first answer", async () => {
  const headers = { "idempotency-key": "rename" };
  const first = await api.ann.request("PATCH", "/tags/home", { name: "heim" }, headers);
  const second = await api.ann.request("PATCH", "/tags/home", { name: "heim" }, headers);
  expect(second.json()).toEqual(first.json());
});
