import { setTimeout as pause } from "node:timers/promises";
import type { Account } from "../account.ts";
import { signUp } from "../account.ts";
import type { Environment } from "./environment.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { ms, type Row } from "./row.ts";
import { median, rounds } from "./statistics.ts";

const userCount = 20;
const reminderCount = 1_000;
/** How long all reminders of one second may take, in milliseconds. */
const allowedMs = 5_000;
const waiting = 100_000;
/** What fits into the time that a statement may take. */
const waitingPerStatement = 5_000;

/** Row 11: reminders that are due in the same second, and what those that wait cost one that is set. */
export async function benchReminders(environment: Environment): Promise<Row[]> {
  const { product } = environment;
  const accounts = await Promise.all(
    Array.from({ length: userCount }, (_, index) => signUp(product.url, `reminded-${index}`)),
  );
  const [first] = accounts;
  if (first === undefined) return [];
  const alone = await timeToSet(environment, first);
  const burst = await timeOfBurst(environment, accounts);
  await fillWaiting(environment);
  const among = await timeToSet(environment, first);
  return [
    {
      number: "11",
      measure: `${reminderCount} reminders due in one second, the last one out`,
      ours: ms(burst),
      reference: ms(allowedMs),
      ratio: burst / allowedMs,
      target: { atMost: 1 },
    },
    {
      number: "11",
      measure: `setting a reminder with ${waiting} pending / with none`,
      ours: ms(among),
      reference: ms(alone),
      ratio: among / alone,
      target: { atMost: 1.25 },
    },
  ];
}

/** From the request to the job of the reminder, in milliseconds. */
async function timeToSet({ product, database }: Environment, account: Account): Promise<number> {
  const client = createHttpClient();
  const samples = await rounds(60, async () => {
    const startedAt = performance.now();
    const due_date = new Date(Date.now() + 86_400_000).toISOString();
    const answer = await client.send("POST", `${product.url}/api/v1/tasks`, account.headers, {
      title: "Reminded",
      due_date,
    });
    expectStatus(answer, 201);
    const { id } = JSON.parse(answer.body) as { id: string };
    for (;;) {
      const { rowCount } = await database.query({
        name: "job-of-reminder",
        text: `select from reminders join graphile_worker._private_jobs as job
          on job.key = 'notification-service/reminder-' || reminders.id where reminders.task_id = $1`,
        values: [id],
      });
      if (rowCount === 1) return performance.now() - startedAt;
    }
  });
  client.close();
  return median(samples.slice(10));
}

async function timeOfBurst(
  { product, database }: Environment,
  accounts: readonly Account[],
): Promise<number> {
  const client = createHttpClient();
  const dueAt = Math.ceil(Date.now() / 1_000) * 1_000 + 15_000;
  for (const account of accounts) {
    const operations = Array.from({ length: reminderCount / accounts.length }, (_, index) => ({
      op: "create",
      body: {
        title: `Due at once ${index}`,
        due_date: new Date(dueAt).toISOString(),
        reminder_lead_minutes: 0,
      },
    }));
    const url = `${product.url}/api/v1/tasks/bulk`;
    expectStatus(await client.send("POST", url, account.headers, { operations }), 200);
  }
  client.close();
  await pause(dueAt - Date.now());
  for (;;) {
    const { rows } = await database.query<{ count: number; last: Date }>(
      `select count(*) as count, max(time) as last from events
       where type = 'reminder.fired' and time >= $1`,
      [new Date(dueAt)],
    );
    const fired = rows[0];
    if (fired?.count === reminderCount) return fired.last.getTime() - dueAt;
    await pause(50);
  }
}

/** As many reminders that wait for another day, written as the product would have written them. */
async function fillWaiting({ database }: Environment): Promise<void> {
  for (let filled = 0; filled < waiting; filled += waitingPerStatement) {
    await database.query(
      `with owner as (select id from users order by created_at limit 1),
        task as (
          insert into tasks (id, user_id, title, due_at, reminder_lead_minutes, updated_at, search_text)
          select gen_random_uuid(), owner.id, 'Waiting', now() + interval '30 days', 30, now(), 'waiting'
          from owner, generate_series(1, $1::int) returning id, user_id),
        reminder as (
          insert into reminders (id, user_id, task_id, lead_minutes, remind_at)
          select gen_random_uuid(), user_id, id, 30, now() + interval '30 days' from task
          returning id, user_id, task_id)
      select graphile_worker.add_job('notification-service',
        json_build_object('name', 'reminder-' || id, 'data', json_build_object('user_id', user_id,
          'task_id', task_id, 'reminder_id', id, 'correlation_id', 'bench')),
        run_at => now() + interval '30 days', max_attempts => 32767, job_key => 'notification-service/reminder-' || id)
      from reminder`,
      [waitingPerStatement],
    );
  }
  await database.query("analyze");
}
