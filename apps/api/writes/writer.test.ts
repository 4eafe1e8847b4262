import { insertUser } from "@pakaura/database/test-fixtures";
import { afterAll, beforeAll, expect, test } from "vitest";
import { completeTask, uncompleteTask } from "../tasks/complete-task.ts";
import { createTask } from "../tasks/create-task.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { updateTask } from "../tasks/update-task.ts";
import { startTestApi, type TestApi } from "../testing.ts";
import { json } from "./answer.ts";
import type { Decision, Job, Tasks } from "./job.ts";
import { createWriter, type Writer } from "./writer.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function contextOf(userId: string): DecisionContext {
  const settings = {
    timeZone: "UTC",
    weekStart: "monday",
    defaultReminderLeadMinutes: null,
  } as const;
  return { userId, ...settings, now: Date.now() };
}

function job(userId: string, ids: string[], decide: (tasks: Tasks) => Decision): Job {
  const origin = {
    actor: "user",
    actorDetail: undefined,
    correlationId: "test",
    traceparent: undefined,
  } as const;
  return { userId, reads: { ids }, decide, origin, claim: null };
}

function create(writer: Writer, userId: string, title: string, id?: string) {
  const body = id === undefined ? { title } : { title, id };
  return writer.write(
    job(userId, [], () => {
      const change = createTask(body, contextOf(userId));
      return { changes: [change], answer: json(201, change.task) };
    }),
  );
}

async function sequencesOf(userId: string): Promise<number[]> {
  const { rows } = await api.pool.query<{ sequence: number }>(
    `select sequence::int as sequence from events where user_id = $1
     order by transaction_id, position`,
    [userId],
  );
  return rows.map((row) => row.sequence);
}

test("writes of many users from two processes make streams in order, without a gap", async () => {
  const writers = [1, 2].map(() => createWriter({ pool: api.pool, wake: () => {} }));
  const before = (await sequencesOf(api.ann.id)).length + (await sequencesOf(api.bob.id)).length;
  const writes = Array.from({ length: 200 }, async (_, index) => {
    const user = index % 3 === 0 ? api.bob : api.ann;
    const writer = writers[index % 2];
    return writer && create(writer, user.id, `Task ${index}`);
  });
  await Promise.all(writes);
  const [ofAnn, ofBob] = await Promise.all([sequencesOf(api.ann.id), sequencesOf(api.bob.id)]);
  expect(ofAnn).toEqual(ofAnn.map((_, index) => index + 1));
  expect(ofBob).toEqual(ofBob.map((_, index) => index + 1));
  expect(ofAnn.length + ofBob.length - before).toBe(200);
});

test("changes of one task from two processes are all made, each upon the one before", async () => {
  const writers = [1, 2].map(() => createWriter({ pool: api.pool, wake: () => {} }));
  const { id } = (await api.ann.request("POST", "/tasks", { title: "Contended" })).json();
  const context = contextOf(api.ann.id);
  const changes = Array.from({ length: 40 }, async (_, index) =>
    writers[index % 2]?.write(
      job(api.ann.id, [id], (tasks) => {
        const task = tasks.get(id);
        if (task === undefined) throw new Error("the task is gone");
        const change = index % 4 < 2 ? { notes: `${task.notes}${index},` } : null;
        const made = change
          ? updateTask(task, change, context)
          : task.completedAt === null
            ? completeTask(task, context)
            : uncompleteTask(task, context);
        return { changes: made, answer: json(200, made[0]?.task) };
      }),
    ),
  );
  await Promise.all(changes);
  const task = (await api.ann.request("GET", `/tasks/${id}`)).json();
  expect(task.version).toBe(41);
  expect(task.notes.split(",")).toHaveLength(21);
  expect(task.completed).toBe(false);
});

/** Locks rows as another process does, until it is told to end. */
async function lockRows(text: string, values: unknown[]) {
  const client = await api.pool.connect();
  await client.query("begin");
  await client.query(text, values);
  return async () => {
    await client.query("commit");
    client.release();
  };
}

const lockStreamOf = (userId: string) =>
  lockRows("select from streams where user_id = $1 for update", [userId]);

/** Many writes: several users at once, one after the other for each. */
async function writeMany(writer: Writer, userIds: string[]): Promise<void> {
  async function writeAll(userId: string): Promise<void> {
    for (let count = 0; count < 60; count += 1) await create(writer, userId, `Task ${count}`);
  }
  await Promise.all(userIds.map(writeAll));
}

test("a user whose stream somebody holds waits alone: the others' writes go on", async () => {
  const writer = createWriter({ pool: api.pool, wake: () => {} });
  const others = await Promise.all(Array.from({ length: 8 }, () => insertUser(api.pool)));
  const release = await lockStreamOf(api.ann.id);
  let isHeldBack = true;
  const held = ["One", "Two"].map((title) =>
    create(writer, api.ann.id, title).finally(() => (isHeldBack = false)),
  );
  // Waiting with that user, none would have ended before the lock did.
  await writeMany(writer, others);
  expect(isHeldBack).toBe(true);
  await release();
  const answers = await Promise.all(held);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const sequences = await sequencesOf(api.ann.id);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
});

function complete(writer: Writer, userId: string, id: string) {
  return writer.write(
    job(userId, [id], (tasks) => {
      const task = tasks.get(id);
      if (task === undefined) throw new Error("the task is gone");
      const changes = completeTask(task, contextOf(userId));
      return { changes, answer: json(200, changes[0]?.task) };
    }),
  );
}

test("so does one whose task somebody holds, whatever the others of the commit do", async () => {
  const writer = createWriter({ pool: api.pool, wake: () => {} });
  const [held, free] = await Promise.all(
    [api.ann, api.bob].map(async ({ request }) => {
      const answer = await request("POST", "/tasks", { title: "One" });
      return answer.json<{ id: string }>().id;
    }),
  );
  if (held === undefined || free === undefined) throw new Error("two were made");
  const release = await lockRows("select from tasks where id = $1 for update", [held]);
  const user = await insertUser(api.pool);
  // The first goes at once, and what follows gathers behind it.
  const first = create(writer, user, "First");
  const waiting = complete(writer, api.ann.id, held);
  const others = [complete(writer, api.bob.id, free), create(writer, user, "Second")];
  expect((await first).status).toBe(201);
  expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 201]);
  const { rows } = await api.pool.query("select completed_at, version from tasks where id = $1", [
    held,
  ]);
  expect(rows).toEqual([{ completed_at: null, version: 1 }]);
  await release();
  expect((await waiting).status).toBe(200);
});

test("so does one who takes an id that somebody is about to have", async () => {
  const writer = createWriter({ pool: api.pool, wake: () => {} });
  const id = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e47";
  const take = `insert into tasks (id, user_id, title, updated_at, search_text) values ($1, $2, 'x', now(), 'x')`;
  const release = await lockRows(take, [id, api.ann.id]);
  const taken = expect(create(writer, api.bob.id, "Late", id)).rejects.toMatchObject({
    code: "id_taken",
  });
  const userId = await insertUser(api.pool);
  for (let count = 0; count < 20; count += 1) await create(writer, userId, `Task ${count}`);
  await release();
  await taken;
});

test("one whose stream stays locked is refused in the end, and the next of its writes goes on", async () => {
  const writer = createWriter({ pool: api.pool, wake: () => {}, patienceMs: 100 });
  const release = await lockStreamOf(api.ann.id);
  await expect(create(writer, api.ann.id, "In vain")).rejects.toMatchObject({
    code: "unavailable",
    headers: { "retry-after": "1" },
  });
  await release();
  expect((await create(writer, api.ann.id, "After it")).status).toBe(201);
});

test("a user without a stream gets one at the first write, whoever is first; one who is gone does not", async () => {
  const writers = [1, 2].map(() => createWriter({ pool: api.pool, wake: () => {} }));
  const userId = await insertUser(api.pool);
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const writer = writers[index % 2];
      return writer && create(writer, userId, `Task ${index}`);
    }),
  );
  expect(await sequencesOf(userId)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  await api.pool.query("delete from users where id = $1", [userId]);
  await api.pool.query("delete from streams where user_id = $1", [userId]);
  const [writer] = writers;
  const refused = writer && create(writer, userId, "Too late");
  await expect(refused).rejects.toMatchObject({ code: "unauthenticated" });
});

test("whatever waits for a stream holds no connection that others want", async () => {
  const { id } = (
    await api.ann.request("POST", "/tasks", { title: "Wanted", due_date: "2099-01-01" })
  ).json();
  const release = await lockStreamOf(api.ann.id);
  const waiting = Array.from({ length: 10 }, (_, index) => [
    api.ann.request("POST", `/tasks/${id}/reminders`, { lead_minutes: index + 1 }),
    api.ann.request("PATCH", "/me", { time_zone: "Europe/Berlin" }),
    api.ann.request("POST", "/filters", { name: `Filter ${index}`, query: "priority:high" }),
    api.ann.request("POST", "/tokens", { name: `Token ${index}` }),
  ]).flat();
  for (let count = 0; count < 10; count += 1) {
    expect((await api.bob.request("POST", "/tasks", { title: "At once" })).statusCode).toBe(201);
    expect((await api.bob.request("GET", "/tasks")).statusCode).toBe(200);
  }
  await release();
  const statuses = (await Promise.all(waiting)).map(({ statusCode }) => statusCode);
  expect(new Set(statuses)).toEqual(new Set([200, 201]));
});

test("one that fails does not spoil those that it was written with", async () => {
  const writer = createWriter({ pool: api.pool, wake: () => {} });
  const id = "0199f0a4-3c1e-7b6a-9a57-0d2f6c9b1e46";
  const results = await Promise.allSettled([
    create(writer, api.ann.id, "One"),
    create(writer, api.ann.id, "First", id),
    create(writer, api.bob.id, "Second", id),
    create(writer, api.bob.id, "Two"),
    create(writer, api.ann.id, "Third", id),
  ]);
  const fulfilled = results.filter((result) => result.status === "fulfilled");
  const rejected = results.filter((result) => result.status === "rejected");
  expect(fulfilled).toHaveLength(3);
  expect(rejected.map((result) => result.reason)).toMatchObject([
    { code: "id_taken" },
    { code: "id_taken" },
  ]);
});
