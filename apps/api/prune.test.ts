import { afterAll, beforeAll, expect, test } from "vitest";
import { prune } from "./prune.ts";
import { startTestApi, type TestApi } from "./testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test("a task can be restored for thirty days, and is gone after them", async () => {
  const ids: string[] = [];
  for (const title of ["Recent", "Old", "Live"]) {
    ids.push((await api.ann.request("POST", "/tasks", { title })).json().id);
  }
  const [recent, old, live] = ids;
  for (const id of [recent, old]) await api.ann.request("DELETE", `/tasks/${id}`);
  const age = "update tasks set deleted_at = now() - make_interval(days => $2) where id = $1";
  await api.pool.query(age, [recent, 29]);
  await api.pool.query(age, [old, 31]);
  await prune(api.pool);
  expect((await api.ann.request("POST", `/tasks/${recent}/restore`)).statusCode).toBe(200);
  expect((await api.ann.request("POST", `/tasks/${old}/restore`)).statusCode).toBe(404);
  expect((await api.ann.request("GET", `/tasks/${live}`)).statusCode).toBe(200);
});

test("an idempotency key is honoured for a day", async () => {
  const headers = { "idempotency-key": "daily" };
  const first = await api.ann.request("POST", "/tasks", { title: "One" }, headers);
  const age = "update idempotency_keys set created_at = now() - interval '25 hours'";
  await api.pool.query(age);
  const second = await api.ann.request("POST", "/tasks", { title: "Two" }, headers);
  expect(second.statusCode).toBe(201);
  expect(second.json().id).not.toBe(first.json().id);
  await api.pool.query(age);
  await prune(api.pool);
  const { rowCount } = await api.pool.query("select from idempotency_keys");
  expect(rowCount).toBe(0);
});

test("sessions that ended are forgotten, others stay", async () => {
  await api.pool.query(
    "update sessions set expires_at = now() - interval '1 minute' where user_id = $1",
    [api.bob.id],
  );
  await prune(api.pool);
  const { rows } = await api.pool.query("select user_id from sessions");
  expect(rows).toEqual([{ user_id: api.ann.id }]);
});
