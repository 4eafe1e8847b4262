import type { Task } from "@pakaura/contract/task";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { logEvents } from "../activity/log-events.fixture.ts";
import { startTestApi, type TestApi, type TestUser } from "../testing.ts";

let api: TestApi;
let user: TestUser;
let count = 0;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  count += 1;
  user = await api.signUp(`traveller-${count}`);
  await user.request("PATCH", "/me", { time_zone: "Europe/Berlin" });
});

const eightInBerlin = "2030-01-07T07:00:00.000Z";
const eightInNewYork = "2030-01-07T13:00:00.000Z";
const recurrence = { pattern: "daily" };

async function create(fields: object): Promise<Task> {
  return (await user.request("POST", "/tasks", { title: "Pill", ...fields })).json();
}
async function read({ id }: Task): Promise<Task> {
  return (await user.request("GET", `/tasks/${id}`)).json();
}
async function moveTo(time_zone: string, more: object = {}) {
  const answer = await user.request("PATCH", "/me", { time_zone, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
}
async function events() {
  return (await user.request("GET", "/events?limit=1000")).json().events;
}

test("a series at eight stays at eight in another time zone, with an event", async () => {
  const task = await create({ due_date: eightInBerlin, recurrence });
  const before = (await events()).length;
  await moveTo("America/New_York");
  const moved = await read(task);
  expect(moved).toMatchObject({ due_date: eightInNewYork, version: 2 });
  expect(moved.recurrence?.next_dates[0]).toBe("2030-01-08T13:00:00.000Z");
  // In summer as well, when both zones have moved their clocks.
  const july = { due_date: "2030-07-01T12:00:00.000Z" };
  const summer = await user.request("PATCH", `/tasks/${task.id}`, july);
  expect(summer.json().recurrence.next_dates[0]).toBe("2030-07-02T12:00:00.000Z");
  const told = (await events()).slice(before);
  expect(told[0]).toMatchObject({
    type: "task.updated",
    subject: task.id,
    data: {
      payload: {
        actor: "user",
        changed_fields: { due_date: { old: eightInBerlin, new: eightInNewYork } },
      },
    },
  });
});

test("or it keeps its instants, when that is asked for", async () => {
  const task = await create({ due_date: eightInBerlin, recurrence });
  const before = (await events()).length;
  await moveTo("America/New_York", { series_times: "instant" });
  expect(await read(task)).toMatchObject({ due_date: eightInBerlin, version: 1 });
  expect(await events()).toHaveLength(before);
});

test("nothing else moves: single tasks, whole days, what is done, what has ended, the same zone again", async () => {
  const single = await create({ due_date: eightInBerlin });
  const wholeDay = await create({ due_date: "2030-01-07", recurrence });
  const done = await create({ due_date: eightInBerlin, recurrence });
  await user.request("POST", `/tasks/${done.id}/complete`);
  const ended = await create({ due_date: eightInBerlin, recurrence });
  await user.request("DELETE", `/tasks/${ended.id}/recurrence`);
  const open = await create({ due_date: eightInBerlin, recurrence });
  const known = await Promise.all([single, wholeDay, done, ended].map(read));
  await moveTo("America/New_York");
  expect(await Promise.all(known.map(read))).toMatchObject(
    known.map(({ due_date, version }) => ({ due_date, version })),
  );
  const moved = await read(open);
  await moveTo("America/New_York");
  expect(await read(open)).toEqual(moved);
  await moveTo("Europe/Berlin");
  expect((await read(open)).due_date).toBe(eightInBerlin);
});

test("it is one step to undo", async () => {
  const tasks = [
    await create({ due_date: eightInBerlin, recurrence }),
    await create({ due_date: "2030-01-09T07:00:00.000Z", recurrence: { rrule: "FREQ=WEEKLY" } }),
  ];
  await moveTo("America/New_York");
  await logEvents(api.pool);
  const { items } = (await user.request("GET", "/activity")).json();
  expect(items[0]).toMatchObject({ action: "task.updated", undoable: true });
  const undone = await user.request("POST", `/activity/${items[0].id}/undo`);
  expect(undone.statusCode, undone.body).toBe(200);
  expect((await Promise.all(tasks.map(read))).map(({ due_date }) => due_date)).toEqual(
    tasks.map(({ due_date }) => due_date),
  );
});

test("another's series stay where they are", async () => {
  const body = { title: "Pill", due_date: eightInBerlin, recurrence };
  const other: Task = (await api.bob.request("POST", "/tasks", body)).json();
  await moveTo("America/New_York");
  expect((await api.bob.request("GET", `/tasks/${other.id}`)).json()).toMatchObject({
    due_date: eightInBerlin,
    version: 1,
  });
});

test.each([{ series_times: "local" }, { series_times: "both", time_zone: "UTC" }])(
  "%j is refused",
  async (body) => {
    const answer = await user.request("PATCH", "/me", body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].field).toBe("series_times");
  },
);

test("nobody's series move without a session", async () => {
  const payload = { time_zone: "America/New_York", series_times: "local" };
  const answer = await api.app.inject({ method: "PATCH", url: "/api/v1/me", payload });
  expect(answer.statusCode).toBe(401);
});
