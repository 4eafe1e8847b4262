import { activityPageSchema } from "@pakaura/contract/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";
import { logEvents } from "./log-events.fixture.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function create(body: object) {
  return (await api.ann.request("POST", "/tasks", body)).json();
}
const read = async (id: string) => (await api.ann.request("GET", `/tasks/${id}`)).json();

async function entriesOf(taskId: string) {
  await logEvents(api.pool);
  const answer = await api.ann.request("GET", `/tasks/${taskId}/activity`);
  return activityPageSchema.parse(answer.json()).items;
}

async function undoLatest(taskId: string) {
  const [entry] = await entriesOf(taskId);
  return api.ann.request("POST", `/activity/${entry?.id}/undo`);
}

test("an update is taken back, field by field, as an event with an entry of its own", async () => {
  const task = await create({ title: "Milk", tags: ["home"], priority: "low" });
  const body = { title: "Oat milk", tags: ["shop"], due_date: "2030-05-01" };
  await api.ann.request("PATCH", `/tasks/${task.id}`, body);
  const answer = await undoLatest(task.id);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers.etag).toBe('"3"');
  expect(answer.json()).toMatchObject({ title: "Milk", tags: ["home"], due_date: null });
  const [undone] = await entriesOf(task.id);
  expect(undone).toMatchObject({
    action: "task.updated",
    changes: { title: { old: "Oat milk", new: "Milk" } },
  });
  expect((await undoLatest(task.id)).json()).toMatchObject(body);
});

test.each([
  ["complete", { completed: false }],
  ["delete", { deleted_at: null }],
] as const)("a task is as before when %s is taken back", async (op, before) => {
  const task = await create({ title: op });
  await api.ann.request("POST", "/tasks/bulk", { operations: [{ op, id: task.id }] });
  expect((await undoLatest(task.id)).json()).toMatchObject(before);
  expect((await undoLatest(task.id)).json()).not.toMatchObject(before);
});

test("taking back a creation moves the task to the trash", async () => {
  const task = await create({ title: "By mistake", notes: "x" });
  expect((await undoLatest(task.id)).json().deleted_at).not.toBeNull();
  expect((await read(task.id)).code).toBe("not_found");
});

test("a recurrence that was set, changed or stopped is as before", async () => {
  const task = await create({ title: "Water" });
  const path = `/tasks/${task.id}`;
  await api.ann.request("PATCH", path, { recurrence: { pattern: "daily" } });
  expect((await undoLatest(task.id)).json()).toMatchObject({ recurrence: null, due_date: null });
  await api.ann.request("PATCH", path, {
    due_date: "2030-05-01",
    recurrence: { pattern: "weekly", day_of_week: ["MO", "WE"] },
  });
  const { recurrence } = await read(task.id);
  await api.ann.request("PATCH", path, { recurrence: { pattern: "daily", from: "completion" } });
  expect((await undoLatest(task.id)).json().recurrence).toEqual(recurrence);
  await api.ann.request("PATCH", path, { title: "Water twice", recurrence: null });
  expect((await undoLatest(task.id)).json()).toMatchObject({ title: "Water", recurrence });
});

test("fields that changed since are named, and nothing is undone", async () => {
  const task = await create({ title: "Milk", priority: "low" });
  await api.ann.request("PATCH", `/tasks/${task.id}`, { title: "Oat milk", priority: "high" });
  const [entry] = await entriesOf(task.id);
  expect(entry?.undoable).toBe(true);
  await api.ann.request("PATCH", `/tasks/${task.id}`, { priority: "urgent", notes: "n" });
  const answer = await api.ann.request("POST", `/activity/${entry?.id}/undo`);
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toMatchObject({ code: "undo_conflict", errors: [{ field: "priority" }] });
  expect((await read(task.id)).version).toBe(3);
  const entries = await entriesOf(task.id);
  expect(entries.map(({ undoable }) => undoable)).toEqual([true, false, false]);
  await api.ann.request("DELETE", `/tasks/${task.id}`);
  const gone = await api.ann.request("POST", `/activity/${entries[0]?.id}/undo`);
  expect(gone.json()).toMatchObject({ errors: [{ field: "deleted_at" }] });
});

test("what one request changed is one step, all or nothing", async () => {
  const kept = await create({ title: "Kept", tags: ["old"] });
  const other = await create({ title: "Other", tags: ["old"] });
  const operations = [
    { op: "update", id: kept.id, body: { title: "Changed" } },
    { op: "complete", id: kept.id },
    { op: "delete", id: other.id },
    { op: "create", body: { title: "New" } },
  ];
  const bulk = await api.ann.request("POST", "/tasks/bulk", { operations });
  const created = bulk.json().items[3];
  expect((await entriesOf(other.id))[0]?.undoable).toBe(true);
  expect((await undoLatest(other.id)).json().deleted_at).toBeNull();
  expect(await read(kept.id)).toMatchObject({ title: "Kept", completed: false });
  expect((await read(created.id)).code).toBe("not_found");

  await api.ann.request("PATCH", "/tags/old", { name: "new" });
  const [renamed] = await entriesOf(kept.id);
  await api.ann.request("PATCH", `/tasks/${other.id}`, { tags: [] });
  const refused = await api.ann.request("POST", `/activity/${renamed?.id}/undo`);
  expect(refused.json().errors).toMatchObject([{ field: `tasks.${other.id}.tags` }]);
  expect((await read(kept.id)).tags).toEqual(["new"]);
  await undoLatest(other.id);
  await api.ann.request("POST", `/activity/${renamed?.id}/undo`);
  expect((await read(other.id)).tags).toEqual(["old"]);
});

test("a completion that a series went on from is taken back", async () => {
  const task = await create({
    title: "Water",
    due_date: "2030-05-01",
    recurrence: { pattern: "daily" },
  });
  await api.ann.request("POST", `/tasks/${task.id}/complete`);
  const { rows } = await api.pool.query<{ correlation_id: string }>(
    `select correlation_id from events where subject = $1 and type = 'task.completed'`,
    [task.id],
  );
  await api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${task.id}/settle-series`,
    payload: { user_id: api.ann.id, correlation_id: rows[0]?.correlation_id },
  });
  const [triggered, completed] = await entriesOf(task.id);
  expect(triggered).toMatchObject({ action: "recurrence.triggered", undoable: false });
  expect(completed).toMatchObject({ action: "task.completed", undoable: true });
  const answer = await api.ann.request("POST", `/activity/${completed?.id}/undo`);
  expect(answer.json()).toMatchObject({ id: task.id, completed: false });
});

test("a hole in what the log has written of a step is waited for", async () => {
  const tasks = [
    await create({ title: "1" }),
    await create({ title: "2" }),
    await create({ title: "3" }),
  ];
  const operations = tasks.map(({ id }) => ({ op: "complete", id }));
  await api.ann.request("POST", "/tasks/bulk", { operations });
  for (const written of [tasks[0], tasks[2]]) await logEvents(api.pool, written?.id);
  const [entry] = (await api.ann.request("GET", "/activity?per_page=1")).json().items;
  expect((await api.ann.request("POST", `/activity/${entry.id}/undo`)).statusCode).toBe(503);
});

test("what the log has not written yet is waited for, and a repeated key repeats the answer", async () => {
  const [one, two] = [await create({ title: "1" }), await create({ title: "2" })];
  const operations = [one, two].map(({ id }) => ({ op: "complete", id }));
  await api.ann.request("POST", "/tasks/bulk", { operations });
  await logEvents(api.pool, two.id);
  const path = "/activity?per_page=1";
  const [entry] = (await api.ann.request("GET", path)).json().items;
  const early = await api.ann.request("POST", `/activity/${entry.id}/undo`);
  expect(early.statusCode).toBe(503);
  expect(early.headers["retry-after"]).toBe("1");
  await logEvents(api.pool);
  const headers = { "idempotency-key": "undo-once" };
  const undo = () => api.ann.request("POST", `/activity/${entry.id}/undo`, undefined, headers);
  const first = await undo();
  expect(first.statusCode).toBe(200);
  expect((await undo()).body).toBe(first.body);
});

test("another person's entry is nobody's", async () => {
  const task = await create({ title: "Mine" });
  const [entry] = await entriesOf(task.id);
  expect((await api.bob.request("POST", `/activity/${entry?.id}/undo`)).statusCode).toBe(404);
  expect((await api.ann.request("POST", "/activity/x/undo")).statusCode).toBe(404);
});
