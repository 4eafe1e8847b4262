import type { ImportNote } from "@pakaura/contract/transfer";
import type { ImportContext } from "../api-context.ts";
import { addReminder } from "../reminders/add-reminder.ts";
import { carryReminders } from "../reminders/carry-reminders.ts";
import { changeReminders } from "../reminders/change-reminders.ts";
import type { TaskReminders } from "../reminders/task-reminders.ts";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { readTasks } from "../tasks/task-row.ts";
import { noContent } from "../writes/answer.ts";
import type { Origin } from "../writes/origin.ts";
import type { CreateReminder } from "@pakaura/contract/reminder";
import { limits } from "@pakaura/contract/task";
import { Problem } from "@pakaura/service/problem";

/** A new task of an import with the reminders that are added to it. */
export type NewTask = { line: number; change: Change; reminders: readonly CreateReminder[] };

const tasksPerWrite = 200;

/**
 * Writes the tasks of an import that are not there yet, some at a time: when the process dies, the same
 * import again does the rest. Gives how many were created, and the reminders that could not be.
 */
export async function writeImport(
  context: ImportContext,
  origin: Origin,
  tasks: readonly NewTask[],
  { userId }: Pick<DecisionContext, "userId">,
): Promise<{ created: number; warnings: ImportNote[] }> {
  let created = 0;
  const warnings: ImportNote[] = [];
  for (let start = 0; start < tasks.length; start += tasksPerWrite) {
    const part = tasks.slice(start, start + tasksPerWrite);
    const written = await writePart(context, origin, part, userId);
    created += written.length;
    const reminded = written.filter(({ reminders }) => reminders.length > 0);
    if (reminded.length > 0)
      warnings.push(...(await addReminders(context, origin, reminded, userId)));
  }
  return { created, warnings };
}

async function writePart(
  { writer }: ImportContext,
  origin: Origin,
  part: readonly NewTask[],
  userId: string,
): Promise<readonly NewTask[]> {
  let written: readonly NewTask[] = [];
  await writer.write({
    userId,
    reads: { ids: part.map(({ change }) => change.after.id) },
    decide: (known) => {
      written = part.filter(({ change }) => known.get(change.after.id) === undefined);
      return { changes: written.map(({ change }) => change), answer: noContent };
    },
    origin,
    claim: null,
  });
  return written;
}

async function addReminders(
  context: ImportContext,
  origin: Origin,
  tasks: readonly NewTask[],
  userId: string,
): Promise<ImportNote[]> {
  const wanted = new Map(tasks.map((one) => [one.change.after.id, one]));
  const warnings = new Map<string, ImportNote>();
  await changeReminders(context, {
    userId,
    taskIds: [...wanted.keys()],
    origin,
    before: (known, now) => {
      const one = wanted.get(known.task.id);
      if (one === undefined) return known.reminders;
      return one.reminders.slice(0, limits.remindersPerTask).reduce((reminders, reminder) => {
        const added = tryAdd({ ...known, reminders }, reminder, now);
        if (Array.isArray(added)) return added;
        const { line, change } = one;
        warnings.set(`${line} ${added.message}`, { line, title: change.task.title, ...added });
        return reminders;
      }, known.reminders);
    },
  });
  return [...warnings.values()];
}

/** The reminders with one more, or why it is left out. A lead time is set, or waits, as the task is. */
function tryAdd(known: TaskReminders, reminder: CreateReminder, now: number) {
  if ("lead_minutes" in reminder) return carryReminders(known, [reminder.lead_minutes]);
  try {
    return addReminder(known, reminder, now).reminders;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { message: `A reminder is left out: ${error.detail}` };
  }
}

/** Which of these ids are taken by tasks of the user, and which by somebody else's. */
export async function sortIds(
  { pool }: ImportContext,
  userId: string,
  ids: { tasks: string[]; rules: string[] },
): Promise<{ own: Set<string>; taken: Set<string> }> {
  const own = await readTasks(pool, userId, ids.tasks);
  const { rows } = await pool.query<{ id: string }>(
    `select id from tasks where id = any($2::uuid[]) and user_id <> $1
     union all select id from recurrence_rules where id = any($3::uuid[]) and user_id <> $1`,
    [userId, ids.tasks, ids.rules],
  );
  return { own: new Set(own.map(({ id }) => id)), taken: new Set(rows.map(({ id }) => id)) };
}
