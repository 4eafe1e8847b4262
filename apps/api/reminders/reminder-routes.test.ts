import type { Reminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const due = "2030-01-07T09:00:00.000Z";
async function create(fields: object = {}): Promise<Task> {
  const body = { title: "Water", due_date: due, reminder_lead_minutes: 30, ...fields };
  return (await api.ann.request("POST", "/tasks", body)).json();
}
const add = (task: Task, body: object, user: TestUser = api.ann) =>
  user.request("POST", `/tasks/${task.id}/reminders`, body);
async function list(query: string): Promise<Reminder[]> {
  const answer = await api.ann.request("GET", `/reminders?${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json().items;
}

test("a task has its own reminder and those that were added", async () => {
  const task = await create();
  const byLead = await add(task, { lead_minutes: 1_440 });
  expect(byLead.statusCode).toBe(201);
  expect(byLead.json()).toMatchObject({
    task_id: task.id,
    task_title: "Water",
    lead_minutes: 1_440,
    remind_at: "2030-01-06T09:00:00.000Z",
    state: "pending",
    own: false,
  });
  const byTime = await add(task, { at: "2030-01-05T08:00:00+01:00" });
  expect(byTime.json()).toMatchObject({
    lead_minutes: null,
    remind_at: "2030-01-05T07:00:00.000Z",
  });
  expect((await list(`state=pending&task=${task.id}`)).map((one) => one.remind_at)).toEqual([
    "2030-01-05T07:00:00.000Z",
    "2030-01-06T09:00:00.000Z",
    "2030-01-07T08:30:00.000Z",
  ]);
});

test("the same reminder twice is one", async () => {
  const task = await create();
  const first = await add(task, { lead_minutes: 60 });
  const again = await add(task, { lead_minutes: 60 });
  expect(again.statusCode).toBe(200);
  expect(again.json().id).toBe(first.json().id);
  expect((await add(task, { lead_minutes: 30 })).statusCode).toBe(409);
});

test("a reminder follows the due date, and waits for one when there is none", async () => {
  const task = await create();
  await add(task, { lead_minutes: 60 });
  const at = async () => (await list(`task=${task.id}`)).find((one) => !one.own)?.remind_at;
  const move = async (due_date: string | null) => {
    await api.ann.request("PATCH", `/tasks/${task.id}`, { due_date });
    const payload = { user_id: api.ann.id, correlation_id: "c" };
    const url = `/internal/tasks/${task.id}/settle-reminders`;
    await api.internal.inject({ method: "POST", url, payload });
  };
  await move("2030-02-01T10:00:00Z");
  expect(await at()).toBe("2030-02-01T09:00:00.000Z");
  await move(null);
  expect(await at()).toBeNull();
  await move("2030-03-01T10:00:00Z");
  expect(await at()).toBe("2030-03-01T09:00:00.000Z");
});

test("a reminder is snoozed by minutes or until a time, dismissed, and deleted", async () => {
  const task = await create();
  const { id }: Reminder = (await add(task, { lead_minutes: 60 })).json();
  const until = "2030-01-07T08:45:00.000Z";
  const snoozed = await api.ann.request("POST", `/reminders/${id}/snooze`, { until });
  expect(snoozed.json()).toMatchObject({ state: "pending", snoozed: true, remind_at: until });
  const soon = await api.ann.request("POST", `/reminders/${id}/snooze`, { minutes: 10 });
  const inMs = Date.parse(soon.json().remind_at) - Date.now();
  expect(Math.round(inMs / 60_000)).toBe(10);

  const dismissed = await api.ann.request("POST", `/reminders/${id}/dismiss`);
  expect(dismissed.json()).toMatchObject({ state: "dismissed" });
  expect((await api.ann.request("POST", `/reminders/${id}/dismiss`)).statusCode).toBe(200);
  expect(await list(`state=dismissed&task=${task.id}`)).toMatchObject([{ id }]);

  const gone = await api.ann.request("DELETE", `/tasks/${task.id}/reminders/${id}`);
  expect(gone.statusCode).toBe(204);
  const again = await api.ann.request("DELETE", `/tasks/${task.id}/reminders/${id}`);
  expect(again.statusCode).toBe(404);
  const { rows } = await api.pool.query<{ type: string; actor: string }>(
    `select type, data->'payload'->>'actor' as actor from events
     where data->'payload'->>'reminder_id' = $1 order by sequence`,
    [id],
  );
  expect(rows).toEqual(
    ["scheduled", "scheduled", "scheduled", "cancelled"].map((type) => ({
      type: `reminder.${type}`,
      actor: "user",
    })),
  );
});

test("deleting the task's own reminder dismisses it, until the task has another due date", async () => {
  const task = await create();
  await add(task, { lead_minutes: 60 });
  const own = (await list(`task=${task.id}`)).find((one) => one.own);
  await api.ann.request("DELETE", `/tasks/${task.id}/reminders/${own?.id}`);
  expect(await list(`state=dismissed&task=${task.id}`)).toMatchObject([{ own: true }]);
});

test.each([
  [{}, 422],
  [{ lead_minutes: -1 }, 422],
  [{ lead_minutes: 40_321 }, 422],
  [{ lead_minutes: 5, at: due }, 422],
  [{ at: "tomorrow" }, 422],
  [{ at: "2020-01-01T00:00:00Z" }, 422],
])("a reminder of %j is refused", async (body, status) => {
  const answer = await add(await create(), body);
  expect(answer.statusCode).toBe(status);
  expect(answer.json().code).toBe("validation_failed");
});

test("a time that has passed, a completed task and too many reminders are refused", async () => {
  const past = await create({ due_date: "2020-01-01T00:00:00Z" });
  expect((await add(past, { lead_minutes: 5 })).json().errors[0].code).toBe("has_passed");
  const done = await create();
  await api.ann.request("POST", `/tasks/${done.id}/complete`);
  expect((await add(done, { lead_minutes: 5 })).statusCode).toBe(409);
  const full = await create();
  for (let lead = 1; lead <= 10; lead += 1) {
    expect((await add(full, { lead_minutes: lead })).statusCode).toBe(201);
  }
  expect((await add(full, { lead_minutes: 11 })).json().errors[0].code).toBe("too_many");
});

test("reminders are their user's alone, and of nobody without a session", async () => {
  const task = await create();
  const { id }: Reminder = (await add(task, { lead_minutes: 60 })).json();
  const routes = [
    ["POST", `/tasks/${task.id}/reminders`, { lead_minutes: 5 }],
    ["DELETE", `/tasks/${task.id}/reminders/${id}`, undefined],
    ["POST", `/reminders/${id}/snooze`, { minutes: 5 }],
    ["POST", `/reminders/${id}/dismiss`, undefined],
  ] as const;
  for (const [method, path, body] of routes) {
    expect((await api.bob.request(method, path, body)).statusCode, path).toBe(404);
    expect((await api.bob.request(method, path, body, { cookie: "" })).statusCode, path).toBe(401);
    const odd = await api.ann.request(method, path.replace(id, "x").replace(task.id, "x"), body);
    expect(odd.statusCode, path).toBe(404);
  }
  expect((await api.bob.request("GET", `/reminders?task=${task.id}`)).json().items).toEqual([]);
  expect((await api.bob.request("GET", "/reminders", undefined, { cookie: "" })).statusCode).toBe(
    401,
  );
  expect((await api.ann.request("GET", "/reminders?state=cancelled")).statusCode).toBe(422);
  expect(await list(`task=${task.id}`)).toHaveLength(2);
  for (const body of [{}, { minutes: 0 }, { until: "2020-01-01T00:00:00Z" }]) {
    const answer = await api.ann.request("POST", `/reminders/${id}/snooze`, body);
    expect(answer.statusCode).toBe(422);
  }
});

test("in a series, a lead time is for the open instances that follow as well, and goes from them", async () => {
  const task = await create({
    due_date: new Date(Date.now() + 86_400_000).toISOString(),
    reminder_lead_minutes: 4_320,
    recurrence: { pattern: "daily" },
  });
  // As if the series were old: the next one is reminded of three days before it is due.
  await api.pool.query(
    `update recurrence_rules set set_at = set_at - interval '10 days'
     where id = (select recurrence_rule_id from tasks where id = $1)`,
    [task.id],
  );
  const url = `/internal/tasks/${task.id}/settle-series`;
  const payload = { user_id: api.ann.id, correlation_id: "c-1" };
  await api.internal.inject({ method: "POST", url, payload });
  const { items }: { items: Task[] } = (
    await api.ann.request("GET", "/tasks?completed=false&sort=due_date&per_page=100")
  ).json();
  const next = items.find((one) => one.recurrence_parent_id === task.id);
  if (!next) throw new Error("there is no next instance");
  const leadsOf = async ({ id }: Task) =>
    (await list(`state=pending&task=${id}`)).map((one) => one.lead_minutes);

  const added = await add(task, { lead_minutes: 15 });
  expect(added.statusCode, added.body).toBe(201);
  expect(added.json()).toMatchObject({ task_id: task.id, lead_minutes: 15 });
  for (const one of [task, next]) expect(await leadsOf(one)).toContain(15);
  expect((await add(task, { lead_minutes: 15 })).statusCode).toBe(200);

  const path = `/tasks/${task.id}/reminders/${added.json().id}`;
  expect((await api.ann.request("DELETE", path)).statusCode).toBe(204);
  for (const one of [task, next]) expect(await leadsOf(one)).not.toContain(15);
  await add(task, { lead_minutes: 15 });
  for (const one of [task, next]) expect(await leadsOf(one)).toContain(15);

  // One of its own belongs to the instance alone.
  await add(task, { at: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await leadsOf(next)).not.toContain(null);
});
