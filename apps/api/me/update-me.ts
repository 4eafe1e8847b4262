import type { StreamEventType } from "@pakaura/contract/events";
import type { UpdateMe } from "@pakaura/contract/http";
import type { Queryable } from "@pakaura/database/connection";
import { toDueAt } from "@pakaura/domain/due-date";
import type pg from "pg";
import type { Origin } from "../writes/origin.ts";
import { withStream } from "../writes/with-stream.ts";
import { moveSeries } from "./move-series.ts";
import { readSettings } from "./read-settings.ts";

/**
 * Changes the given settings, and gives the types of the events that it made. With the time zone, all-day
 * tasks become due at the end of their day in the new zone: what they say stays, so that is no change of
 * theirs and no event. With `moves`, series with a time keep their local times, which moves their open
 * instances. Reminders are settled under the same lock: in the old zone before this, in the new one after it.
 */
export async function updateMe(
  pool: pg.Pool,
  userId: string,
  body: UpdateMe,
  moves?: { origin: Origin },
): Promise<StreamEventType[]> {
  const { time_zone: timeZone } = body;
  if (timeZone === undefined) {
    await updateUser(pool, userId, body);
    return [];
  }
  return withStream(pool, userId, async (client) => {
    const settings = await readSettings(client, userId);
    // These are many; the row of the user, which others want, is not held meanwhile.
    await moveAllDayTasks(client, userId, timeZone);
    await updateUser(client, userId, body);
    if (moves === undefined || settings === null || settings.timeZone === timeZone) return [];
    const context = { ...settings, timeZone, now: Date.now() };
    return moveSeries(client, { from: settings.timeZone, to: timeZone }, { ...moves, context });
  });
}

async function updateUser(queryable: Queryable, userId: string, body: UpdateMe): Promise<void> {
  await queryable.query(
    `update users set name = coalesce($2, name), time_zone = coalesce($3, time_zone),
       week_start = coalesce($4, week_start),
       default_reminder_lead_minutes = case when $5 then $6::int else default_reminder_lead_minutes end,
       language = case when $7 then $8 else language end,
       assistant_model = coalesce($9, assistant_model),
       updated_at = now()
     where id = $1`,
    [
      userId,
      body.name ?? null,
      body.time_zone ?? null,
      body.week_start ?? null,
      body.default_reminder_lead_minutes !== undefined,
      body.default_reminder_lead_minutes ?? null,
      body.language !== undefined,
      body.language ?? null,
      body.assistant_model ?? null,
    ],
  );
}

async function moveAllDayTasks(
  client: pg.PoolClient,
  userId: string,
  timeZone: string,
): Promise<void> {
  const { rows } = await client.query<{ due_on: string }>(
    `select distinct due_on::text as due_on from tasks where user_id = $1 and due_on is not null`,
    [userId],
  );
  const days = rows.map((row) => row.due_on);
  await client.query(
    `update tasks set due_at = moved.due_at
     from unnest($2::date[], $3::timestamptz[]) as moved (due_on, due_at)
     where tasks.user_id = $1 and tasks.due_on = moved.due_on`,
    [userId, days, days.map((day) => toDueAt(day, timeZone))],
  );
}
