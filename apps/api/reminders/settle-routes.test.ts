import { randomUUID } from "node:crypto";
import type { Reminder } from "@pakaura/contract/reminder";
import type { Task } from "@pakaura/contract/task";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const minuteMs = 60_000;
const fromNow = (minutes: number) => new Date(Date.now() + minutes * minuteMs).toISOString();

async function create(fields: object): Promise<Task> {
  return (await api.ann.request("POST", "/tasks", { title: "Water", ...fields })).json();
}
async function act(method: "POST" | "PATCH" | "DELETE", path: string, body?: object) {
  const answer = await api.ann.request(method, `/tasks/${path}`, body);
  expect(answer.statusCode).toBeLessThan(300);
}
function ask(route: string, body: object) {
  return api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${route}`,
    payload: { user_id: api.ann.id, correlation_id: "c-1", ...body },
  });
}
async function settle(task: Task, body: object = {}) {
  const answer = await ask(`${task.id}/settle-reminders`, body);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
/** Settles the reminders of a task and fires all of them, each as often as `times` says, at once. */
async function fire(task: Task, times = 1) {
  const { reminders } = await settle(task);
  const answers = await Promise.all(
    reminders.flatMap(({ reminder_id }: { reminder_id: string }) =>
      Array.from({ length: times }, () => ask(`${task.id}/fire-reminder`, { reminder_id })),
    ),
  );
  return answers.flatMap((answer) => answer.json().fired);
}
/** As if this many minutes had passed since the reminders of a task were set. */
async function letPass(task: Task, minutes: number): Promise<void> {
  const ago = `make_interval(mins => ${minutes})`;
  await api.pool.query(
    `update tasks set reminders_set_at = reminders_set_at - ${ago}, due_at = due_at - ${ago}
     where id = $1`,
    [task.id],
  );
  await api.pool.query(
    `update reminders set remind_at = reminders.remind_at - ${ago}, created_at = reminders.created_at - ${ago},
       due_date = case when reminders.due_date is null then null
         else to_char(tasks.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end
     from tasks where tasks.id = reminders.task_id and task_id = $1`,
    [task.id],
  );
}
async function remindersOf(task: Task): Promise<Reminder[]> {
  const page: { items: Reminder[] } = (
    await api.ann.request("GET", `/reminders?task=${task.id}`)
  ).json();
  return page.items;
}
async function eventsOf(task: Task): Promise<string[]> {
  const { rows } = await api.pool.query<{ type: string }>(
    `select type from events where subject = $1 and topic = 'reminders' order by sequence`,
    [task.id],
  );
  return rows.map(({ type }) => type);
}

test("a task with a due date has one pending reminder, however often it is settled", async () => {
  const due_date = fromNow(60);
  const task = await create({ due_date, reminder_lead_minutes: 30 });
  const settled = await Promise.all([1, 2, 3, 4, 5].map(() => settle(task)));
  const remindAt = new Date(Date.parse(due_date) - 30 * minuteMs).toISOString();
  for (const { reminders } of settled) expect(reminders).toMatchObject([{ remind_at: remindAt }]);
  expect(await remindersOf(task)).toMatchObject([
    { state: "pending", lead_minutes: 30, remind_at: remindAt, own: true, due_date },
  ]);
  expect(await eventsOf(task)).toEqual(["reminder.scheduled"]);
});

test("a reminder fires once when its time has come, whatever is repeated", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  expect(await fire(task, 2)).toEqual([]);
  await letPass(task, 30);
  const fired = await fire(task, 5);
  expect(fired).toMatchObject([
    {
      type: "reminder.fired",
      data: {
        payload: { task_title: "Water", is_late: false, actor: "system", actor_detail: "reminder" },
      },
    },
  ]);
  expect(await fire(task, 2)).toEqual([]);
  expect(await eventsOf(task)).toEqual(["reminder.scheduled", "reminder.fired"]);
  expect(await remindersOf(task)).toMatchObject([{ state: "fired", fired_at: expect.any(String) }]);
});

test("a reminder that comes late says so", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  await settle(task);
  await letPass(task, 120);
  expect(await fire(task)).toMatchObject([{ data: { payload: { is_late: true } } }]);
});

test("a reminder whose time has passed when it is set comes with the due time, or not at all", async () => {
  const soon = fromNow(10);
  const late = await create({ due_date: soon, reminder_lead_minutes: 30 });
  expect((await settle(late)).reminders).toMatchObject([{ remind_at: soon }]);
  const past = await create({ due_date: fromNow(-10), reminder_lead_minutes: 30 });
  expect((await settle(past)).reminders).toEqual([]);
  expect(await remindersOf(past)).toEqual([]);
  expect(await eventsOf(past)).toEqual([]);
});

test("completing and deleting cancel, opening again and restoring set anew", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  const [{ reminder_id: id }] = (await settle(task)).reminders;
  await act("POST", `${task.id}/complete`);
  expect((await settle(task)).reminders).toEqual([{ reminder_id: id, remind_at: null }]);
  expect((await settle(task)).reminders).toEqual([]);
  await act("POST", `${task.id}/uncomplete`);
  expect((await settle(task)).reminders).toMatchObject([{ remind_at: expect.any(String) }]);
  await act("DELETE", task.id);
  await settle(task);
  await act("POST", `${task.id}/restore`);
  await settle(task);
  expect(await eventsOf(task)).toEqual([
    "reminder.scheduled",
    "reminder.cancelled",
    "reminder.scheduled",
    "reminder.cancelled",
    "reminder.scheduled",
  ]);
});

test("a snooze outlives a completion that is taken back, unless its time has passed", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 60 });
  const [own] = await settle(task).then(() => remindersOf(task));
  const until = fromNow(120);
  await api.ann.request("POST", `/reminders/${own?.id}/snooze`, { until });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  expect(await remindersOf(task)).toEqual([]);
  await act("POST", `${task.id}/uncomplete`);
  for (const { reminders } of [await settle(task), await settle(task)])
    expect(reminders).toMatchObject([{ remind_at: until }]);
  expect(await remindersOf(task)).toMatchObject([{ state: "pending", snoozed: true }]);

  await act("POST", `${task.id}/complete`);
  await settle(task);
  await letPass(task, 180);
  await act("POST", `${task.id}/uncomplete`);
  expect((await settle(task)).reminders).toEqual([]);
});

test("a snooze stays when the date moves to one that has passed as well, as in another time zone", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  await settle(task);
  await letPass(task, 120);
  await fire(task);
  const [own] = await remindersOf(task);
  const until = fromNow(90);
  await api.ann.request("POST", `/reminders/${own?.id}/snooze`, { until });
  await act("PATCH", task.id, { due_date: fromNow(-120) });
  for (const { reminders } of [await settle(task), await settle(task)])
    expect(reminders).toMatchObject([{ remind_at: until }]);
  const due_date = fromNow(600);
  await act("PATCH", task.id, { due_date });
  const remindAt = new Date(Date.parse(due_date) - 30 * minuteMs).toISOString();
  expect((await settle(task)).reminders).toMatchObject([{ remind_at: remindAt }]);
});

test("a snooze goes with the lead time that it was of", async () => {
  const due_date = fromNow(120);
  const task = await create({ due_date, reminder_lead_minutes: 60 });
  const [own] = await settle(task).then(() => remindersOf(task));
  await api.ann.request("POST", `/reminders/${own?.id}/snooze`, { minutes: 100 });
  await act("PATCH", task.id, { reminder_lead_minutes: null });
  await settle(task);
  await act("PATCH", task.id, { reminder_lead_minutes: 60 });
  const remindAt = new Date(Date.parse(due_date) - 60 * minuteMs).toISOString();
  expect((await settle(task)).reminders).toMatchObject([{ remind_at: remindAt }]);
});

test("a reminder whose task was completed meanwhile does not fire", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  const [{ reminder_id }] = (await settle(task)).reminders;
  await letPass(task, 45);
  await act("POST", `${task.id}/complete`);
  const answer = await ask(`${task.id}/fire-reminder`, { reminder_id });
  expect(answer.json()).toEqual({ fired: [], reminders: [{ reminder_id, remind_at: null }] });
});

test("a due date that is moved a hundred times leaves one reminder at the last time", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 0 });
  const dates = Array.from({ length: 100 }, (_, index) => fromNow(100 + index));
  await Promise.all([
    ...dates.slice(0, -1).map((due_date) => act("PATCH", task.id, { due_date })),
    ...dates.map(() => settle(task)),
  ]);
  await act("PATCH", task.id, { due_date: dates.at(-1) });
  await settle(task);
  expect(await remindersOf(task)).toMatchObject([{ state: "pending", remind_at: dates.at(-1) }]);
});

test("a moved reminder does not fire at its old time", async () => {
  const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
  await settle(task);
  await letPass(task, 45);
  const due_date = fromNow(600);
  await act("PATCH", task.id, { due_date });
  expect(await fire(task)).toEqual([]);
  expect(await remindersOf(task)).toMatchObject([{ state: "pending", due_date }]);
});

test("removing the lead time or the due date cancels", async () => {
  for (const change of [{ reminder_lead_minutes: null }, { due_date: null }]) {
    const task = await create({ due_date: fromNow(60), reminder_lead_minutes: 30 });
    await settle(task);
    await act("PATCH", task.id, change);
    await settle(task);
    expect(await eventsOf(task)).toEqual(["reminder.scheduled", "reminder.cancelled"]);
  }
});

test("an all-day task reminds from 09:00 local, which moves with the user's time zone", async () => {
  const cleo = await api.signUp("cleo", { time_zone: "Europe/Berlin" });
  const task: Task = (
    await cleo.request("POST", "/tasks", {
      title: "x",
      due_date: "2030-01-07",
      reminder_lead_minutes: 60,
    })
  ).json();
  expect((await settle(task, { user_id: cleo.id })).reminders).toMatchObject([
    { remind_at: "2030-01-07T07:00:00.000Z" },
  ]);
  await cleo.request("PATCH", "/me", { time_zone: "America/New_York" });
  const moved = await api.internal.inject({
    method: "POST",
    url: `/job/time-zone-${cleo.id}`,
    payload: { user_id: cleo.id, correlation_id: "c-1" },
  });
  expect(moved.statusCode).toBe(204);
  const page: { items: Reminder[] } = (await cleo.request("GET", "/reminders")).json();
  expect(page.items).toMatchObject([{ remind_at: "2030-01-07T13:00:00.000Z" }]);
  expect(await eventsOf(task)).toEqual(["reminder.scheduled", "reminder.scheduled"]);
});

test("the next instance of a series takes over the reminders that were added", async () => {
  const task = await create({
    due_date: "2030-01-07T09:00:00Z",
    recurrence: { pattern: "daily" },
    reminder_lead_minutes: 10,
  });
  await act("POST", `${task.id}/reminders`, { lead_minutes: 1_440 });
  await act("POST", `${task.id}/complete`);
  await ask(`${task.id}/settle-series`, {});
  const list: { items: Task[] } = (await api.ann.request("GET", "/tasks?per_page=100")).json();
  const next = list.items.find((one) => one.recurrence_parent_id === task.id);
  if (!next) throw new Error("there is no next instance");
  await settle(next, { is_new_instance: true });
  await settle(next, { is_new_instance: true });
  expect(await remindersOf(next)).toMatchObject([
    { remind_at: "2030-01-07T09:00:00.000Z", lead_minutes: 1_440, own: false },
    { remind_at: "2030-01-08T08:50:00.000Z", lead_minutes: 10, own: true },
  ]);
});

test("one that was removed there stays so, however often the instance is told of, and can be added again", async () => {
  const task = await create({
    due_date: "2030-01-07T09:00:00Z",
    recurrence: { pattern: "daily" },
    reminder_lead_minutes: 10,
  });
  await act("POST", `${task.id}/reminders`, { lead_minutes: 1_440 });
  await act("POST", `${task.id}/reminders`, { at: "2030-01-06T20:00:00Z" });
  await act("POST", `${task.id}/complete`);
  await ask(`${task.id}/settle-series`, {});
  const list: { items: Task[] } = (await api.ann.request("GET", "/tasks?per_page=100")).json();
  const next = list.items.find((one) => one.recurrence_parent_id === task.id);
  if (!next) throw new Error("there is no next instance");
  await settle(next, { is_new_instance: true });
  // A time of its own belongs to the instance that it was given to.
  const carried = await remindersOf(next);
  expect(carried.map(({ lead_minutes }) => lead_minutes)).toEqual([1_440, 10]);

  const removed = await api.ann.request("DELETE", `/tasks/${next.id}/reminders/${carried[0]?.id}`);
  expect(removed.statusCode).toBe(204);
  await settle(next, { is_new_instance: true });
  expect(await remindersOf(next)).toMatchObject([{ lead_minutes: 10 }]);
  expect(await eventsOf(next)).toEqual([
    "reminder.scheduled",
    "reminder.scheduled",
    "reminder.cancelled",
  ]);
  const again = await api.ann.request("DELETE", `/tasks/${next.id}/reminders/${carried[0]?.id}`);
  expect(again.statusCode).toBe(404);

  await act("POST", `${next.id}/reminders`, { lead_minutes: 1_440 });
  expect(await remindersOf(next)).toMatchObject([{ lead_minutes: 1_440 }, { lead_minutes: 10 }]);
});

test("a task of somebody else, or of nobody, has no reminders to settle", async () => {
  const task = await create({ due_date: fromNow(60) });
  expect(await settle(task, { user_id: api.bob.id })).toEqual({ reminders: [], fired: [] });
  expect((await ask(`${task.id}/settle-reminders`, { user_id: randomUUID() })).statusCode).toBe(
    404,
  );
  expect((await ask(`${task.id}/fire-reminder`, { reminder_id: "x" })).statusCode).toBe(422);
});
