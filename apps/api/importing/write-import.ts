import type { ImportNote } from "@pakaura/contract/transfer";
import type { ImportContext } from "../api-context.ts";
import { changeReminders } from "../reminders/change-reminders.ts";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { tryAdd } from "./fit-reminders.ts";
import { noContent } from "../writes/answer.ts";
import { isConflict } from "../writes/database-problem.ts";
import type { Origin } from "../writes/origin.ts";
import type { CreateReminder } from "@pakaura/contract/reminder";
import { Problem } from "@pakaura/service/problem";

/** A new task of an import with the reminders that are added to it. */
export type NewTask = { line: number; change: Change; reminders: readonly CreateReminder[] };

const tasksPerWrite = 200;

type Written = { created: number; errors: ImportNote[]; warnings: ImportNote[] };

/**
 * Writes the tasks of an import that are not there yet, some at a time: when the process dies, the same
 * import again does the rest. Gives how many were created, those that others were faster with, and the
 * reminders that could not be.
 */
export async function writeImport(
  context: ImportContext,
  origin: Origin,
  tasks: readonly NewTask[],
  { userId }: Pick<DecisionContext, "userId">,
): Promise<Written> {
  const all: Written = { created: 0, errors: [], warnings: [] };
  const ordered = lastFirst(tasks);
  for (let start = 0; start < ordered.length; start += tasksPerWrite) {
    const part = ordered.slice(start, start + tasksPerWrite);
    const { written, errors } = await writePart(context, origin, part, userId);
    all.created += written.length;
    all.errors.push(...errors);
    const reminded = written.filter(({ reminders }) => reminders.length > 0);
    if (reminded.length > 0)
      all.warnings.push(...(await addReminders(context, origin, reminded, userId)));
  }
  return all;
}

/** The last instance of a series first: what follows one is there before anybody asks for it. */
function lastFirst(tasks: readonly NewTask[]): NewTask[] {
  const number = ({ change: { after } }: NewTask) =>
    after.rule === null ? 0 : after.occurrenceNumber;
  return tasks.toSorted((one, other) => number(other) - number(one));
}

/** Writes what can be: a part in which something is refused is written in halves, down to the refused task. */
async function writePart(
  context: ImportContext,
  origin: Origin,
  part: readonly NewTask[],
  userId: string,
): Promise<{ written: readonly NewTask[]; errors: ImportNote[] }> {
  try {
    return { written: await writeTogether(context, origin, part, userId), errors: [] };
  } catch (error) {
    const [first] = part;
    if (first === undefined || !isFaultOfTasks(error)) throw error;
    if (part.length === 1) {
      const message = error instanceof Problem ? error.detail : "It cannot be stored.";
      const { line, change } = first;
      const { title } = change.task;
      return { written: [], errors: [{ line, title, message, code: "not_stored" }] };
    }
    const half = Math.ceil(part.length / 2);
    const one = await writePart(context, origin, part.slice(0, half), userId);
    const other = await writePart(context, origin, part.slice(half), userId);
    return {
      written: [...one.written, ...other.written],
      errors: [...one.errors, ...other.errors],
    };
  }
}

function isFaultOfTasks(error: unknown): boolean {
  if (error instanceof Problem) return error.code === "id_taken" || error.code === "conflict";
  return isConflict(error);
}

async function writeTogether(
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
      return one.reminders.reduce((reminders, reminder) => {
        const added = tryAdd({ ...known, reminders }, reminder, now);
        if (!("message" in added)) return added;
        const { line, change } = one;
        // Its time has passed since the file was read.
        warnings.set(`${line} ${added.message}`, { line, title: change.task.title, ...added });
        return reminders;
      }, known.reminders);
    },
  });
  return [...warnings.values()];
}

/** What is there of what an import brings. */
export type KnownTasks = {
  /** Tasks of the user, by id. */
  own: ReadonlySet<string>;
  /** Tasks and rules of somebody else, by id. */
  taken: ReadonlySet<string>;
  /** The user's instances of these series, each as the id of the rule, a blank, and its number. */
  places: ReadonlySet<string>;
};

/** Looks up the ids that an import brings. */
export async function findKnown(
  { pool }: ImportContext,
  userId: string,
  ids: { tasks: string[]; rules: string[] },
): Promise<KnownTasks> {
  const rules = [...new Set(ids.rules)];
  const { rows } = await pool.query<{ id: string; is_own: boolean }>(
    `select id, user_id = $1 as is_own from tasks where id = any($2::uuid[])
     union all select id, false from recurrence_rules where id = any($3::uuid[]) and user_id <> $1`,
    [userId, ids.tasks, rules],
  );
  const instances = await pool.query<{ place: string }>(
    `select recurrence_rule_id || ' ' || occurrence_number as place from tasks
     where user_id = $1 and recurrence_rule_id = any($2::uuid[])`,
    [userId, rules],
  );
  const idsOf = (isOwn: boolean) => rows.filter((row) => row.is_own === isOwn).map(({ id }) => id);
  return {
    own: new Set(idsOf(true)),
    taken: new Set(idsOf(false)),
    places: new Set(instances.rows.map(({ place }) => place)),
  };
}
