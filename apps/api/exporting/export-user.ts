import { type Export, type ExportedTask, exportFormat } from "@pakaura/contract/transfer";
import { priorityOfRank } from "@pakaura/domain/priority";
import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { readFilters } from "../filters/stored-filter.ts";
import { ownReminderId, readReminders, type StoredReminder } from "../reminders/stored-reminder.ts";
import { atOneMoment } from "../reading/at-one-moment.ts";
import { readTasksInParts } from "../reading/read-tasks-in-parts.ts";
import { takenBackCondition } from "../series/is-taken-back.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";

type SettingsRow = Export["settings"];

const isTold = `t.user_id = $1 and not ${takenBackCondition}`;

/**
 * Everything of the user at one moment, the trash included, as the JSON text of an `Export`. Written as it is
 * read: memory does not grow with the number of tasks.
 */
export function exportUser(pool: pg.Pool, userId: string, now: number): AsyncGenerator<string> {
  return atOneMoment(pool, async function* (client) {
    const head = await readHead(client, userId, now);
    yield `${JSON.stringify(head).slice(0, -1)},"tasks":[`;
    let separator = "";
    for await (const tasks of readTasksInParts(client, isTold, [userId])) {
      const ids = tasks.map(({ id }) => id);
      const reminders = Map.groupBy(
        await readReminders(client, userId, ids),
        ({ taskId }) => taskId,
      );
      const texts = tasks.map((task) =>
        JSON.stringify(toExported(task, reminders.get(task.id) ?? [])),
      );
      yield separator + texts.join(",");
      separator = ",";
    }
    yield "]}";
  });
}

async function readHead(
  client: pg.PoolClient,
  userId: string,
  now: number,
): Promise<Omit<Export, "tasks">> {
  const settings = await client.query<SettingsRow>(
    "select time_zone, week_start, default_reminder_lead_minutes from users where id = $1",
    [userId],
  );
  const tags = await client.query<{ name: string }>(
    "select name from tags where user_id = $1 order by name",
    [userId],
  );
  const filters = await readFilters(client, userId);
  const [known] = settings.rows;
  if (known === undefined) throw new Problem("unauthenticated", "This account no longer exists.");
  return {
    format: exportFormat,
    version: 1,
    exported_at: new Date(now).toISOString(),
    settings: known,
    tags: tags.rows.map(({ name }) => name),
    filters: filters.map(({ id, name, query }) => ({ id, name, query })),
  };
}

function toExported(task: StoredTask, reminders: readonly StoredReminder[]): ExportedTask {
  return {
    id: task.id,
    title: task.title,
    notes: task.notes,
    due_date: dueDateOf(task),
    reminder_lead_minutes: task.reminderLeadMinutes,
    priority: priorityOfRank(task.priorityRank),
    tags: task.tags,
    series: toSeries(task),
    recurrence_parent_id: task.recurrenceParentId,
    completed_at: task.completedAt,
    created_at: task.createdAt,
    ...(task.seriesAddedAt === null ? {} : { added_at: task.seriesAddedAt }),
    deleted_at: task.deletedAt,
    reminders: reminders
      .filter(({ id }) => id !== ownReminderId(task.id))
      .flatMap(({ leadMinutes, remindAt, state }) => {
        if (leadMinutes !== null) return { lead_minutes: leadMinutes };
        return remindAt !== null && state === "pending" ? { at: remindAt } : [];
      }),
  };
}

function toSeries(task: StoredTask): ExportedTask["series"] {
  const { rule } = task;
  if (rule === null) return null;
  return {
    id: rule.id,
    pattern: rule.pattern,
    interval: rule.interval,
    day_of_week: rule.dayOfWeek,
    day_of_month: rule.dayOfMonth,
    interval_days: rule.intervalDays,
    rrule: rule.rrule,
    from: rule.repeatFrom,
    active: rule.active,
    starts_at: rule.startsAt,
    starts_number: rule.startsNumber,
    next_values: toNextValues(task),
    occurrence: task.occurrence,
    occurrence_number: task.occurrenceNumber,
  };
}

function toNextValues({ seriesValues: values }: StoredTask) {
  if (values === null) return null;
  const { title, notes, reminderLeadMinutes: lead, priorityRank, tags } = values;
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(lead === undefined ? {} : { reminder_lead_minutes: lead }),
    ...(priorityRank === undefined ? {} : { priority: priorityOfRank(priorityRank) }),
    ...(tags === undefined ? {} : { tags }),
  };
}
