import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { insertUser } from "@pakaura/database/test-fixtures";
import { createEmbeddedPlatform } from "@pakaura/platform/embedded/create-platform";
import type { Jobs } from "@pakaura/platform/jobs";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planPageSchema } from "@pakaura/service/plan";
import { planReminders, planRemindersJob, startPlanning } from "./plan-reminders.ts";

const soon = "2030-11-02T08:30:00.000Z";
const later = "2030-11-03T08:30:00.000Z";
let database: TestDatabase;
let user: string;
let task: string;

beforeEach(async () => {
  database = await createTestDatabase();
  user = await insertUser(database.pool);
  task = randomUUID();
  await database.pool.query(
    "insert into tasks (id, user_id, title, updated_at, search_text) values ($1, $2, 'One', now(), '')",
    [task, user],
  );
});
afterEach(() => database.drop());

async function addReminders(count: number, state: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into reminders (id, user_id, task_id, remind_at, state)
     select gen_random_uuid(), $1, $2, $3, $4 from generate_series(1, $5) returning id`,
    [user, task, soon, state, count],
  );
  return rows.map(({ id }) => id);
}

/** Building blocks that remember jobs, with what happens when the job of a reminder is set. */
function createBlocks(onSet: (name: string) => Promise<unknown> = async () => undefined) {
  const { pool, url } = database;
  const log = createLogger("test", "silent");
  const platform = createEmbeddedPlatform({ pool, url, log, secrets: {} });
  const { state } = platform.forService("notification-service");
  const set = new Map<string, { dueTime: string; data: unknown }>();
  const jobs: Jobs = {
    async schedule(name, job) {
      if (name !== planRemindersJob) await onSet(name);
      const dueTime = "dueTime" in job ? job.dueTime.toISOString() : "";
      set.set(name, { dueTime, data: job.data });
    },
    delete: async (name) => void set.delete(name),
  };
  return { jobs, state, set };
}

/** Starts the service, and fires the job of the plan until it sets itself no more. */
async function planAll(blocks: ReturnType<typeof createBlocks>): Promise<void> {
  await startPlanning(blocks);
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const job = blocks.set.get(planRemindersJob);
    if (job === undefined) return;
    blocks.set.delete(planRemindersJob);
    const planning = { ...blocks, queryable: database.pool };
    await planReminders(planning, planPageSchema.parse(job.data));
  }
  throw new Error("It does not end");
}

test("every pending reminder gets its job, page by page, and once", async () => {
  const pending = await addReminders(150, "pending");
  for (const state of ["fired", "dismissed", "cancelled"]) await addReminders(1, state);
  const blocks = createBlocks();
  await planAll(blocks);
  expect([...blocks.set.keys()].sort()).toEqual(pending.map((id) => `reminder-${id}`).sort());
  expect(blocks.set.get(`reminder-${pending[0]}`)).toEqual({
    dueTime: soon,
    data: {
      task_id: task,
      user_id: user,
      reminder_id: pending[0],
      correlation_id: expect.any(String),
    },
  });

  blocks.set.clear();
  await planAll(blocks);
  expect(blocks.set.size).toBe(0);
});

test("one that is moved while jobs are set comes at its new time", async () => {
  const [id] = await addReminders(1, "pending");
  let isMoved = false;
  const blocks = createBlocks(async () => {
    if (isMoved) return;
    isMoved = true;
    await database.pool.query("update reminders set remind_at = $1", [later]);
  });
  await planAll(blocks);
  expect(blocks.set.get(`reminder-${id}`)?.dueTime).toBe(later);
});
