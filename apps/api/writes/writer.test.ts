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
  return { userId, timeZone: "UTC", now: Date.now(), defaultReminderLeadMinutes: null };
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
