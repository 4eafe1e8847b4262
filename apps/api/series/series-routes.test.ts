import { randomUUID } from "node:crypto";
import type { Task } from "@pakaura/contract/task";
import { nameUuid } from "@pakaura/service/name-uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../testing.ts";
import { noContent } from "../writes/answer.ts";
import { writeForSystem } from "../writes/write-for-system.ts";
import { createWriter } from "../writes/writer.ts";
import { settleSeries } from "./settle-series.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const dayMs = 86_400_000;
/** The date that lies this many days from now. */
const dayFromNow = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

async function create(fields: object): Promise<Task> {
  return (await api.ann.request("POST", "/tasks", { title: "Water the plants", ...fields })).json();
}
async function act(method: "POST" | "PATCH" | "DELETE", path: string, body?: object) {
  const answer = await api.ann.request(method, `/tasks/${path}`, body);
  expect(answer.statusCode).toBeLessThan(300);
}
function ask(taskId: string, userId = api.ann.id) {
  return api.internal.inject({
    method: "POST",
    url: `/internal/tasks/${taskId}/settle-series`,
    payload: { user_id: userId, correlation_id: "c-1" },
  });
}
async function settle(task: Task): Promise<string | null> {
  const answer = await ask(task.id);
  expect(answer.statusCode).toBe(200);
  return answer.json().arrives_at;
}
/** The instances that follow a task, oldest first, those of the trash last. */
async function following(task: Task): Promise<Task[]> {
  const lists = await Promise.all(
    ["false", "true"].map(async (deleted) => {
      const path = `/tasks?per_page=100&order=asc&deleted=${deleted}`;
      const page: { items: Task[] } = (await api.ann.request("GET", path)).json();
      return page.items;
    }),
  );
  return lists.flat().filter((one) => one.recurrence_parent_id === task.id);
}
async function eventsOf(taskId: string) {
  const { rows } = await api.pool.query<{ type: string; actor: string; detail: string }>(
    `select type, data->'payload'->>'actor' as actor, data->'payload'->>'actor_detail' as detail
     from events where subject = $1 order by sequence`,
    [taskId],
  );
  return rows;
}

test("completing gives one next instance, however often and by how many it is asked for", async () => {
  const fields = {
    notes: "The fern twice.",
    priority: "high",
    tags: ["home"],
    reminder_lead_minutes: 15,
  };
  const task = await create({
    ...fields,
    due_date: "2030-01-07T09:00:00Z",
    recurrence: { pattern: "weekly", day_of_week: ["MO"] },
  });
  await act("POST", `${task.id}/complete`);
  await Promise.all(Array.from({ length: 5 }, () => settle(task)));
  expect(await settle(task)).toBeNull();

  const [next, ...more] = await following(task);
  expect(more).toEqual([]);
  expect(next).toMatchObject({
    ...fields,
    title: "Water the plants",
    completed: false,
    due_date: "2030-01-14T09:00:00.000Z",
    recurrence_parent_id: task.id,
    recurrence: { pattern: "weekly", active: true },
  });
  const system = { actor: "system", detail: "recurring" };
  expect((await eventsOf(task.id)).at(-1)).toEqual({ type: "recurrence.triggered", ...system });
  expect(await eventsOf(next?.id ?? "")).toEqual([
    { type: "recurrence.instance-created", ...system },
  ]);
});

test("each instance of a series names the first one as its parent", async () => {
  const first = await create({
    due_date: "2030-01-31",
    recurrence: { pattern: "monthly", day_of_month: 31 },
  });
  const dates: (string | null)[] = [];
  for (let task: Task | undefined = first; task && dates.length < 3;) {
    await act("POST", `${task.id}/complete`);
    await settle(task);
    task = (await following(first)).find(({ completed }) => !completed);
    dates.push(task?.due_date ?? null);
  }
  expect(dates).toEqual(["2030-03-01", "2030-03-31", "2030-05-01"]);
});

test("opening a task again takes back a next instance that nobody has touched", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  for (const round of [1, 2]) {
    await act("POST", `${task.id}/complete`);
    await settle(task);
    expect(await following(task), `round ${round}`).toMatchObject([{ deleted_at: null }]);
    await act("POST", `${task.id}/uncomplete`);
    expect(await settle(task)).toBe("2030-01-08T00:00:00.000Z");
    expect(await following(task)).toEqual([]);
  }
});

test("what was taken back is in no trash to be restored from, and sessions are told", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  await act("POST", `${task.id}/uncomplete`);
  await settle(task);

  const id = next?.id ?? "";
  const restored = await api.ann.request("POST", `/tasks/${id}/restore`);
  expect(restored.statusCode).toBe(404);
  const operations = [{ op: "restore", id }];
  expect((await api.ann.request("POST", "/tasks/bulk", { operations })).statusCode).toBe(404);
  const series = await api.ann.request("POST", `/tasks/${id}/restore?series=true`);
  expect(series.statusCode).toBe(404);
  for (const path of ["/snapshot?include_deleted=true", "/export", "/tasks?deleted=true"])
    expect((await api.ann.request("GET", path)).body).not.toContain(id);
  const { events } = (await api.ann.request("GET", "/events?limit=1000")).json();
  const told = events.findLast(({ subject }: { subject: string }) => subject === id);
  expect(told).toMatchObject({
    type: "task.deleted",
    data: { payload: { task: { taken_back: true }, actor: "system" } },
  });

  await act("DELETE", `${task.id}?series=true`);
  await act("POST", `${task.id}/restore?series=true`);
  expect(await following(task)).toEqual([]);
});

test("an instance that the user deleted is in the trash, and comes back", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  await act("DELETE", next?.id ?? "");
  expect(await following(task)).toMatchObject([{ id: next?.id, deleted_at: expect.any(String) }]);
  await act("POST", `${next?.id}/restore`);
  expect(await following(task)).toMatchObject([{ id: next?.id, deleted_at: null }]);
});

test("an instance takes the place of its series by date added, and says when it was made", async () => {
  const user = await api.signUp("dora");
  const make = async (fields: object): Promise<Task> =>
    (await user.request("POST", "/tasks", fields)).json();
  const first = await make({
    title: "Old series",
    due_date: "2030-01-07",
    recurrence: { pattern: "daily" },
  });
  await make({ title: "Between" });
  const titles = async (query: string) => {
    const { items }: { items: Task[] } = (await user.request("GET", `/tasks?${query}`)).json();
    return items.map(({ title, due_date }) => due_date ?? title);
  };
  await user.request("POST", `/tasks/${first.id}/complete`);
  await ask(first.id, user.id);
  await make({ title: "New" });
  expect(await titles("completed=false&sort=created_at")).toEqual(["New", "Between", "2030-01-08"]);
  const pages = [1, 2, 3].map((page) => titles(`completed=false&per_page=1&page=${page}`));
  expect((await Promise.all(pages)).flat()).toEqual(["New", "Between", "2030-01-08"]);

  const walked: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const from = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/tasks?completed=false&order=asc&per_page=1${from}`;
    const page: { items: Task[]; next_cursor: string | null } = (
      await user.request("GET", path)
    ).json();
    walked.push(...page.items.map(({ title, due_date }) => due_date ?? title));
    cursor = page.next_cursor;
  }
  expect(walked).toEqual(["2030-01-08", "Between", "New"]);

  const { items }: { items: Task[] } = (await user.request("GET", "/tasks?completed=false")).json();
  const next = items.find(({ due_date }) => due_date !== null);
  expect(next?.added_at).toBe(first.created_at);
  expect(next && next.created_at > first.created_at).toBe(true);
  await user.request("POST", `/tasks/${next?.id}/complete`);
  await ask(next?.id ?? "", user.id);
  expect(await titles("completed=false")).toEqual(["New", "Between", "2030-01-09"]);
});

test("what was taken back has no next instance, however late that is asked, and comes again as it was", async () => {
  const task = await create({ due_date: dayFromNow(1), recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  await act("POST", `${task.id}/uncomplete`);
  await settle(task);
  if (next) await settle(next);
  expect(await following(task)).toEqual([]);
  await act("POST", `${task.id}/complete`);
  await settle(task);
  expect(await following(task)).toMatchObject([
    { id: next?.id, due_date: dayFromNow(2), deleted_at: null },
  ]);
});

test("an instance that its user deleted is not brought back, whichever is asked for first", async () => {
  const task = await create({ due_date: dayFromNow(1), recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  await act("DELETE", next?.id ?? "");
  await settle(task);
  if (next) await settle(next);
  await settle(task);
  expect(await following(task)).toMatchObject([
    { due_date: dayFromNow(3), deleted_at: null },
    { id: next?.id, deleted_at: expect.any(String) },
  ]);
});

test("an instance that was completed and opened again is taken back as well, one after the other", async () => {
  const first = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  const [completed, opened] = ["complete", "uncomplete"];
  const instances = [first];
  for (const instance of instances.values()) {
    await act("POST", `${instance.id}/${completed}`);
    await settle(instance);
    const next = (await following(first)).find(({ completed: isDone }) => !isDone);
    if (next && instances.length < 3) instances.push(next);
  }
  for (const instance of instances.toReversed()) {
    await act("POST", `${instance.id}/${opened}`);
    await settle(instance);
  }
  expect(await following(first)).toEqual([]);
});

test("a next instance that was touched stays when the task is opened again", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  await act("PATCH", next?.id ?? "", { title: "Water only the fern" });
  await act("POST", `${task.id}/uncomplete`);
  await settle(task);
  await act("POST", `${task.id}/complete`);
  await settle(task);
  expect(await following(task)).toMatchObject([{ title: "Water only the fern", deleted_at: null }]);
});

test("an open instance waits for the next date, and stays when that has arrived", async () => {
  const waiting = await create({ due_date: dayFromNow(1), recurrence: { pattern: "daily" } });
  expect(await settle(waiting)).toBe(`${dayFromNow(2)}T00:00:00.000Z`);
  expect(await following(waiting)).toEqual([]);

  const missed = await create({ due_date: dayFromNow(-5), recurrence: { pattern: "daily" } });
  await api.pool.query(
    "update recurrence_rules set set_at = set_at - interval '5 days' where user_id = $1",
    [api.ann.id],
  );
  expect(await settle(missed)).toBeNull();
  expect(await following(missed)).toMatchObject([{ due_date: dayFromNow(0), completed: false }]);
  expect((await api.ann.request("GET", `/tasks/${missed.id}`)).json()).toMatchObject({
    overdue: true,
    deleted_at: null,
  });
  await act("POST", `${missed.id}/complete`);
  await settle(missed);
  expect(await following(missed)).toHaveLength(1);
});

test("a series that begins in the past goes on with the next date to come, done or not", async () => {
  const begin = dayFromNow(-10);
  const recurrence = { pattern: "custom", interval_days: 4 };
  const added = await create({ due_date: begin });
  await act("PATCH", added.id, { recurrence });
  const moved = await create({ due_date: dayFromNow(1), recurrence });
  await act("PATCH", moved.id, { due_date: begin });
  for (const task of [await create({ due_date: begin, recurrence }), added, moved]) {
    await settle(task);
    const next = [{ due_date: dayFromNow(2), completed: false }];
    expect(await following(task)).toMatchObject(next);
    await settle(task);
    await act("POST", `${task.id}/complete`);
    await settle(task);
    expect(await following(task)).toMatchObject(next);
  }
});

test("a task completed late goes on with the next date to come", async () => {
  const task = await create({
    due_date: dayFromNow(-10),
    recurrence: { pattern: "custom", interval_days: 4 },
  });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  expect(await following(task)).toMatchObject([{ due_date: dayFromNow(2) }]);
});

test("repeating from completion counts from the day of completion, also twice on one day", async () => {
  const task = await create({
    due_date: dayFromNow(-10),
    recurrence: { pattern: "custom", interval_days: 3, from: "completion" },
  });
  expect(await settle(task)).toBeNull();
  expect(await following(task)).toEqual([]);
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  expect(next?.due_date).toBe(dayFromNow(3));
  await act("POST", `${next?.id}/complete`);
  await settle(next ?? task);
  expect((await following(task)).map(({ due_date }) => due_date)).toEqual([
    dayFromNow(3),
    dayFromNow(3),
  ]);
});

test("deleting an instance goes on with the series, and does so once", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("DELETE", task.id);
  await settle(task);
  const [next] = await following(task);
  expect(next).toMatchObject({ due_date: "2030-01-08", deleted_at: null });
  await act("DELETE", next?.id ?? "");
  await settle(next ?? task);
  await settle(task);
  const open = (await following(task)).filter((one) => one.deleted_at === null);
  expect(open).toMatchObject([{ due_date: "2030-01-09" }]);
});

test.each(["due_date", "completion"] as const)(
  "a series of three from its %s ends with the third and says so",
  async (from) => {
    const task = await create({
      due_date: "2030-01-07",
      recurrence: { pattern: "daily", count: 3, from },
    });
    for (let instance: Task | undefined = task; instance;) {
      await act("POST", `${instance.id}/complete`);
      await settle(instance);
      await settle(instance);
      instance = (await following(task)).find(({ completed }) => !completed);
    }
    const last = (await following(task)).at(-1);
    expect(await following(task)).toHaveLength(2);
    expect((await eventsOf(last?.id ?? "")).map(({ type }) => type)).toEqual([
      "recurrence.instance-created",
      "task.completed",
      "recurrence.stopped",
    ]);
  },
);

test("a series that was stopped has no next instance", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("DELETE", `${task.id}/recurrence`);
  await act("POST", `${task.id}/complete`);
  expect(await settle(task)).toBeNull();
  expect(await following(task)).toEqual([]);
});

test("an edit is for the instances that follow as well, unless it is for this one alone", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "weekly" } });
  await act("PATCH", `${task.id}?scope=this`, { title: "Water with rain", due_date: "2030-01-16" });
  await act("PATCH", task.id, { notes: "The fern twice." });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  expect(next).toMatchObject({
    title: "Water the plants",
    notes: "The fern twice.",
    due_date: "2030-01-14",
  });

  await act("PATCH", `${next?.id}?scope=following`, { title: "Mist", due_date: "2030-01-15" });
  await act("POST", `${next?.id}/complete`);
  await settle(next ?? task);
  expect((await following(task)).at(-1)).toMatchObject({ title: "Mist", due_date: "2030-01-22" });

  const odd = await api.ann.request("PATCH", `/tasks/${task.id}?scope=all`, { title: "x" });
  expect(odd.statusCode).toBe(422);
});

test("an edit reaches the instances that follow and are open already, but for what was edited in them alone", async () => {
  const overdue = await create({ due_date: dayFromNow(-9), recurrence: { pattern: "daily" } });
  await settle(overdue);
  const [open] = await following(overdue);
  await act("PATCH", `${open?.id}?scope=this`, { priority: "urgent" });

  const answer = await api.ann.request("PATCH", `/tasks/${overdue.id}`, {
    title: "Mist",
    tags: ["green"],
    priority: "low",
  });
  expect(answer.json()).toMatchObject({ id: overdue.id, title: "Mist", version: 2 });
  const edited = { title: "Mist", tags: ["green"], priority: "urgent", due_date: open?.due_date };
  expect(await following(overdue)).toMatchObject([edited]);

  await act("PATCH", `${overdue.id}?scope=this`, { title: "Mist twice" });
  expect(await following(overdue)).toMatchObject([edited]);
  await act("PATCH", `${open?.id}`, { notes: "With rain." });
  expect((await api.ann.request("GET", `/tasks/${overdue.id}`)).json().notes).not.toBe(
    "With rain.",
  );
});

test("deleting a series takes its open instances, and keeps what was completed", async () => {
  const done = await create({ due_date: dayFromNow(-9), recurrence: { pattern: "daily" } });
  await act("POST", `${done.id}/complete`);
  await settle(done);
  const [missed] = await following(done);
  await act("PATCH", `${missed?.id}?scope=following`, { due_date: dayFromNow(-3) });
  await settle(missed ?? done);
  const [, open] = await following(done);
  expect(open).toMatchObject({ completed: false });
  const alone = await create({});

  await act("DELETE", `${missed?.id}?series=true`);
  await act("DELETE", `${alone.id}?series=true`);
  const left = await following(done);
  expect(left.map((one) => [one.deleted_at === null, one.recurrence?.active])).toEqual([
    [false, false],
    [false, false],
  ]);
  const kept = await api.ann.request("GET", `/tasks/${done.id}`);
  expect(kept.json()).toMatchObject({ completed: true, recurrence: { active: false } });
  expect(await settle(missed ?? done)).toBeNull();

  const path = `/tasks/${open?.id}?series=true`;
  expect((await api.ann.request("DELETE", path)).statusCode).toBe(404);
  expect((await api.bob.request("DELETE", `/tasks/${done.id}?series=true`)).statusCode).toBe(404);
  expect((await api.ann.request("DELETE", `/tasks/${done.id}?series=1`)).statusCode).toBe(422);
});

test("restoring a series brings back what was deleted with it, and it goes on", async () => {
  const overdue = await create({ due_date: dayFromNow(-9), recurrence: { pattern: "daily" } });
  await settle(overdue);
  const [open] = await following(overdue);
  const path = `/tasks/${open?.id}/restore?series=true`;

  await act("DELETE", `${open?.id}?series=true`);
  expect((await api.bob.request("POST", path)).statusCode).toBe(404);
  expect((await api.ann.request("POST", `${path}s`)).statusCode).toBe(422);
  const restored = await api.ann.request("POST", path);
  expect(restored.json()).toMatchObject({ id: open?.id, deleted_at: null });
  for (const { id } of [overdue, open ?? overdue]) {
    const task = await api.ann.request("GET", `/tasks/${id}`);
    expect(task.json()).toMatchObject({ deleted_at: null, recurrence: { active: true } });
  }
  await act("POST", `${open?.id}/complete`);
  await settle(open ?? overdue);
  expect(await following(overdue)).toHaveLength(2);

  // What was in the trash before, by itself, stays there.
  const [, next] = await following(overdue);
  await act("DELETE", `${next?.id}`);
  await act("DELETE", `${overdue.id}?series=true`);
  await act("POST", `${overdue.id}/restore?series=true`);
  const left = await following(overdue);
  expect(left.find(({ id }) => id === next?.id)?.deleted_at).not.toBeNull();
});

test("a task of somebody else, or of nobody, is left alone", async () => {
  const task = await create({ due_date: dayFromNow(-5), recurrence: { pattern: "daily" } });
  expect((await ask(task.id, api.bob.id)).json()).toEqual({ arrives_at: null });
  expect((await ask(task.id, randomUUID())).statusCode).toBe(404);
  expect((await ask("x")).statusCode).toBe(404);
  expect((await ask(task.id, "x")).statusCode).toBe(422);
  expect(await following(task)).toEqual([]);
});

test("nobody ends a series of somebody else by the id that its next instance could have", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  const guessed = nameUuid("8d1f0a52-6f0e-4c1c-9f63-0f1f2b7f7a34", task.id);
  expect((await api.bob.request("POST", "/tasks", { id: guessed, title: "Mine" })).statusCode).toBe(
    201,
  );
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  expect(next).toMatchObject({ due_date: "2030-01-08", completed: false });
  const second = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("POST", `${second.id}/complete`);
  await settle(second);
  const known = (await following(second)).map(({ id }) => id);
  await settle(second);
  expect((await following(second)).map(({ id }) => id)).toEqual(known);
});

test("a next instance that an older version made, under an id of its own, is the next one", async () => {
  const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const older = nameUuid("8d1f0a52-6f0e-4c1c-9f63-0f1f2b7f7a34", task.id);
  await api.pool.query("update tasks set id = $1 where recurrence_parent_id = $2", [
    older,
    task.id,
  ]);
  await settle(task);
  expect((await following(task)).map(({ id }) => id)).toEqual([older]);
});

test("two processes that ask at once make one next instance", async () => {
  const onBehalf = { user_id: api.ann.id, correlation_id: "c-1" };
  const writers = Array.from({ length: 4 }, () => createWriter({ pool: api.pool, wake: () => {} }));
  for (let round = 0; round < 5; round += 1) {
    const task = await create({ due_date: "2030-01-07", recurrence: { pattern: "daily" } });
    await act("POST", `${task.id}/complete`);
    const answers = await Promise.all(
      writers.map((writer) =>
        writeForSystem(
          { pool: api.pool, writer },
          { actor: "recurring", onBehalf, reads: { stepOf: task.id } },
          (tasks, decision) => ({
            changes: settleSeries(tasks.get(task.id), tasks, decision).changes,
            answer: noContent,
          }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await following(task)).toHaveLength(1);
  }
});

test("open instances are listed for those who plan them, in pages, but no others", async () => {
  const recurrence = { pattern: "daily" };
  const open = await create({ due_date: dayFromNow(1), recurrence });
  const done = await create({ due_date: dayFromNow(1), recurrence });
  await act("POST", `${done.id}/complete`);
  const after = { due_date: dayFromNow(1), recurrence: { ...recurrence, from: "completion" } };
  const others = [done, await create(after), await create({ due_date: dayFromNow(1) })];
  const list = async (payload: object) =>
    api.internal.inject({ method: "POST", url: "/internal/open-series", payload });
  const { items } = (await list({ after: null })).json<{ items: { task_id: string }[] }>();
  expect(items).toContainEqual({ task_id: open.id, user_id: api.ann.id });
  for (const { id } of others) expect(items.some(({ task_id }) => task_id === id)).toBe(false);
  expect((await list({ after: items.at(-1)?.task_id })).json()).toEqual({ items: [] });
  expect((await list({ after: "no id" })).statusCode).toBe(422);
});

test("a reminder beside a task's own has the next one made for it, also of an instance that was just made", async () => {
  const due = new Date(Date.now() + 3 * dayMs).toISOString();
  const task = await create({
    due_date: due,
    reminder_lead_minutes: 30,
    recurrence: { pattern: "daily" },
  });
  const nextDue = Date.parse(due) + dayMs;
  const at = (lead: number) => new Date(nextDue - lead * 60_000 - 15_000).toISOString();
  expect(await settle(task)).toBe(at(30));
  await act("POST", `${task.id}/reminders`, { lead_minutes: 120 });
  expect(await settle(task)).toBe(at(120));
  await act("POST", `${task.id}/complete`);
  await settle(task);
  const [next] = await following(task);
  expect(next && (await settle(next))).toBe(
    new Date(nextDue + dayMs - 120 * 60_000 - 15_000).toISOString(),
  );
});
