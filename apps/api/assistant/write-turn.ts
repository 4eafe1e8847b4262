import type { StreamEventType } from "@pakaura/contract/events";
import { topicOf } from "@pakaura/contract/events";
import { metrics } from "@pakaura/service/metrics";
import type pg from "pg";
import type { Change } from "../tasks/change.ts";
import { readTasks } from "../tasks/task-row.ts";
import type { Answer } from "../writes/answer.ts";
import { commitChanges } from "../writes/commit-changes.ts";
import { explainRefusal, heldTooLong, isRetryable } from "../writes/database-problem.ts";
import type { Job, Tasks } from "../writes/job.ts";
import { readKeptAnswer } from "../writes/kept-answers.ts";
import { Overlay } from "../writes/overlay.ts";
import { withStream } from "../writes/with-stream.ts";
import { type PutOff, putOffReminders, type ReminderDeed } from "./put-off.ts";

type TurnWrite = Pick<Job, "userId" | "origin" | "claim"> & {
  /** The tasks to decide upon. */
  taskIds: string[];
  decide: (tasks: Tasks, now: number) => { changes: Change[]; answer: Answer };
  reminders: readonly ReminderDeed[];
};

/** The answer, and what was done for it; nothing when the turn with this key was taken before. */
export type TurnWritten = {
  answer: Answer;
  changes: readonly Change[];
  reminders: readonly PutOff[];
  isRepeated: boolean;
};

/**
 * Writes all that a turn does to tasks and to reminders as one transaction, with the answer of its `Idempotency-Key`. Throws
 * the problem of whatever refuses it, with nothing done.
 */
export async function writeTurn(
  { pool, wake }: { pool: pg.Pool; wake: () => void },
  write: TurnWrite,
): Promise<TurnWritten> {
  const { types, ...written } = await withStream(pool, write.userId, (client) =>
    writeUpon(client, write).catch((error: unknown) => {
      throw isRetryable(error) ? heldTooLong() : explainRefusal(error);
    }),
  );
  for (const type of types) metrics.eventsPublished.inc({ topic: topicOf(type), type });
  if (types.length > 0) wake();
  return written;
}

async function writeUpon(
  client: pg.PoolClient,
  { taskIds, decide, reminders: deeds, ...job }: TurnWrite,
): Promise<TurnWritten & { types: StreamEventType[] }> {
  const known = await readKeptAnswer(client, job);
  if (known !== null)
    return { answer: known, changes: [], reminders: [], isRepeated: true, types: [] };
  const tasks = new Overlay(await readTasks(client, job.userId, taskIds));
  const { changes, answer } = decide(tasks, Date.now());
  const unwritten = await commitChanges(client, [{ job, decision: { changes, answer } }]);
  if (unwritten.size > 0) throw heldTooLong();
  const { changed, events } = await putOffReminders(client, job, deeds);
  const types = [...changes, ...events].map(({ type }) => type);
  return { answer, changes, reminders: changed, isRepeated: false, types };
}
