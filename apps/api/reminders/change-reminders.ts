import { isDeepStrictEqual } from "node:util";
import { type StreamEvent, topicOf } from "@pakaura/contract/events";
import { metrics } from "@pakaura/service/metrics";
import type pg from "pg";
import { notFound } from "../http/path-parameter.ts";
import { readSettings } from "../me/read-settings.ts";
import { readTasks } from "../tasks/task-row.ts";
import { appendEvents } from "../writes/append-events.ts";
import { inStreamTurn } from "../writes/in-stream-turn.ts";
import { lockStream } from "../writes/lock-stream.ts";
import { openStream } from "../writes/open-stream.ts";
import type { Origin } from "../writes/origin.ts";
import { reminderEvents } from "./reminder-events.ts";
import { settleReminders } from "./settle-reminders.ts";
import {
  readReminders,
  reminderColumns,
  reminderRow,
  type StoredReminder,
} from "./stored-reminder.ts";
import type { TaskReminders } from "./task-reminders.ts";

export type RemindersContext = { pool: pg.Pool; wake: () => void };

export type RemindersWrite = {
  userId: string;
  taskIds: string[];
  origin: Origin;
  /** What to do with the reminders of a task before they are settled: add some. May throw a problem. */
  before?: (one: TaskReminders, now: number) => StoredReminder[];
  /** What to do with them when they are settled; those left out are deleted. May throw a problem. */
  after?: (one: TaskReminders, now: number) => StoredReminder[];
};

export type RemindersWritten = {
  tasks: (TaskReminders & { known: StoredReminder[] })[];
  events: StreamEvent[];
};

/**
 * Settles the reminders of tasks and changes them, with the events that tell of it, in one transaction.
 * When nothing changes, nothing is written or locked. Throws `not_found` when the user is gone; tasks
 * that are gone, or somebody else's, are left out.
 */
export async function changeReminders(
  { pool, wake }: RemindersContext,
  write: RemindersWrite,
): Promise<RemindersWritten> {
  const glance = await lookAt(pool, write);
  if (!isChange(glance)) return { tasks: glance.tasks, events: [] };
  const written = await inStreamTurn(pool, write.userId, () => tryOnce(pool, write));
  for (const { type } of written.events)
    metrics.eventsPublished.inc({ topic: topicOf(type), type });
  if (written.events.length > 0) wake();
  return written;
}

async function lookAt(pool: pg.Pool, write: RemindersWrite): Promise<Decided> {
  const client = await pool.connect();
  try {
    return await decide(client, write);
  } finally {
    client.release();
  }
}

function isChange({ events, changed, removed }: Decided): boolean {
  return events.length > 0 || changed.length > 0 || removed.length > 0;
}

async function tryOnce(pool: pg.Pool, write: RemindersWrite): Promise<RemindersWritten | "busy"> {
  const client = await pool.connect();
  try {
    // What stands together is sent together, and carried out in this order.
    const [, lock, decided] = await Promise.all([
      client.query("begin"),
      lockStream(client, write.userId),
      decide(client, write),
    ]);
    if (lock !== "locked") {
      await client.query("rollback");
      if (lock === "missing" && !(await openStream(client, write.userId))) throw notFound();
      return "busy";
    }
    const [written] = await Promise.all([
      writeDecided(client, write, decided),
      client.query("commit"),
    ]);
    return written;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** As `changeReminders`, in a transaction that writes for the user. Who commits it tells the readers of the log. */
export async function writeReminders(
  client: pg.PoolClient,
  write: RemindersWrite,
): Promise<RemindersWritten> {
  if (write.taskIds.length === 0) return { tasks: [], events: [] };
  return writeDecided(client, write, await decide(client, write));
}

/** Asks for everything at once, so that what is asked for next comes after it. */
async function writeDecided(
  client: pg.PoolClient,
  { userId, origin }: RemindersWrite,
  decided: Decided,
): Promise<RemindersWritten> {
  const [events] = await Promise.all([
    appendEvents(client, userId, { ...decided, origin }),
    store(client, decided),
  ]);
  return { tasks: decided.tasks, events };
}

async function decide(client: pg.PoolClient, write: RemindersWrite) {
  const { userId, taskIds } = write;
  const [settings, stored, rows] = await Promise.all([
    readSettings(client, userId),
    readTasks(client, userId, taskIds),
    readReminders(client, userId, taskIds),
  ]);
  if (settings === null) throw notFound();
  const now = Date.now();
  const tasks = stored.map((task) => {
    const known = rows.filter(({ taskId }) => taskId === task.id);
    const given = write.before?.({ task, reminders: known }, now) ?? known;
    const settled = settleReminders(task, given, settings.timeZone);
    const reminders = write.after?.({ task, reminders: settled }, now) ?? settled;
    return { task, known, reminders };
  });
  return {
    tasks,
    now,
    events: tasks.flatMap((one) => reminderEvents(one, now)),
    changed: tasks.flatMap(({ known, reminders }) =>
      reminders.filter((reminder) => !known.some((one) => isDeepStrictEqual(one, reminder))),
    ),
    removed: tasks.flatMap(({ known, reminders }) =>
      known.filter(({ id }) => !reminders.some((reminder) => reminder.id === id)),
    ),
  };
}

type Decided = Awaited<ReturnType<typeof decide>>;

/** Asks for everything at once, so that what is asked for next comes after it. */
async function store(client: pg.PoolClient, { changed, removed }: Decided): Promise<void> {
  const removal =
    removed.length > 0 &&
    client.query("delete from reminders where id = any($1::uuid[])", [removed.map(({ id }) => id)]);
  const change =
    changed.length > 0 &&
    client.query({
      name: "store-reminders",
      text: `insert into reminders (${reminderColumns})
        select ${reminderColumns} from json_populate_recordset(null::reminders, $1::json)
        on conflict (id) do update set lead_minutes = excluded.lead_minutes,
          due_date = excluded.due_date, remind_at = excluded.remind_at,
          is_snoozed = excluded.is_snoozed, state = excluded.state, fired_at = excluded.fired_at,
          dismissed_at = excluded.dismissed_at`,
      values: [JSON.stringify(changed.map(reminderRow))],
    });
  await Promise.all([removal, change]);
}
