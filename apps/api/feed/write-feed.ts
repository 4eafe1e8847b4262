import type pg from "pg";
import { atOneMoment } from "../reading/at-one-moment.ts";
import { readTasksInParts } from "../reading/read-tasks-in-parts.ts";
import type { CalendarView } from "./add-dates.ts";
import { buildTask, calendarFrame } from "./build-task.ts";
import { buildTimeZone } from "./build-time-zone.ts";

/** Completed tasks stay in the feed for this long. */
const completedDays = 30;

/**
 * The open tasks of a user and those that were completed lately as an iCalendar object (RFC 5545), as they are
 * read: VTODO, or VEVENT for those with a due date.
 */
export function writeFeed(
  pool: pg.Pool,
  userId: string,
  view: CalendarView,
): AsyncGenerator<string> {
  const isShown = `t.user_id = $1 and t.deleted_at is null
    and (t.completed_at is null or t.completed_at > now() - make_interval(days => $2))
    ${view.as === "events" ? "and t.due_at is not null" : ""}`;
  return atOneMoment(pool, async function* (client) {
    const last = await lastInstances(client, userId, view);
    const { head, foot } = calendarFrame();
    yield head;
    const from = await firstOnClock(client, userId);
    if (from !== null)
      yield `${buildTimeZone(view.timeZone, { from, now: view.now }).toString()}\r\n`;
    for await (const tasks of readTasksInParts(client, isShown, [userId, completedDays])) {
      for (const task of tasks) {
        const component = buildTask(task, { ...view, isRecurring: last.has(task.id) });
        yield `${component.toString()}\r\n`;
      }
    }
    yield foot;
  });
}

/**
 * The day before the first time that is told on the user's clock, in milliseconds since the epoch: what tells of
 * the clock has to be true from there on. Null when there is no such time. As `needsZone` has it.
 */
async function firstOnClock(client: pg.PoolClient, userId: string): Promise<number | null> {
  const { rows } = await client.query<{ first: Date | null }>(
    `select min(t.due_at) - interval '1 day' as first
     from tasks t join recurrence_rules r on r.id = t.recurrence_rule_id
     where t.user_id = $1 and t.deleted_at is null and t.due_on is null and r.active`,
    [userId],
  );
  const first = rows[0]?.first?.getTime() ?? null;
  return first === null ? null : Math.max(0, Math.floor(first / 1_000) * 1_000);
}

/** Of each series the instance that it goes on from: of several that are open, the last. */
async function lastInstances(
  client: pg.PoolClient,
  userId: string,
  { as }: CalendarView,
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct on (t.recurrence_rule_id) t.id
     from tasks t join recurrence_rules r on r.id = t.recurrence_rule_id
     where t.user_id = $1 and r.active and t.deleted_at is null and t.completed_at is null
       ${as === "events" ? "and t.due_at is not null" : ""}
     order by t.recurrence_rule_id, t.occurrence_number desc, t.created_at desc, t.id desc`,
    [userId],
  );
  return new Set(rows.map(({ id }) => id));
}
