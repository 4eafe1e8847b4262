import type pg from "pg";
import { Problem } from "@pakaura/service/problem";
import type { Answer } from "./answer.ts";
import { type Outcome, runBatch } from "./batch.ts";
import { explainRefusal, isConflict, isRetryable } from "./database-problem.ts";
import type { Job } from "./job.ts";

export type Writer = {
  /** Carries out a job and answers what it decided. Rejects with the problem that refused it. */
  write: (job: Job) => Promise<Answer>;
};

type Waiting = { job: Job; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

const batchSize = 100;
const triesPerJob = 10;

/**
 * The one way to write tasks. Writes of one user wait for each other in any case (they share the
 * row of the user's stream), so here they wait in line, and those that gathered behind a running
 * commit are written together: a commit is shared, and a write costs no lock wait in the database.
 * `wake` tells the readers of the event log after each commit.
 */
export function createWriter(context: { pool: pg.Pool; wake: () => void }): Writer {
  const lines = new Map<string, Waiting[]>();

  async function run(userId: string, line: Waiting[]): Promise<void> {
    while (line.length > 0) await carryOut(context, takeBatch(line));
    lines.delete(userId);
  }

  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        const waiting = { job, resolve, reject };
        const line = lines.get(job.userId);
        if (line !== undefined) return void line.push(waiting);
        const opened = [waiting];
        lines.set(job.userId, opened);
        void run(job.userId, opened);
      }),
  };
}

/**
 * The next jobs that can be written together. One key at a time, so that the second finds the
 * answer of the first; and what reads by tag goes alone, because it must see every earlier write.
 */
function takeBatch(line: Waiting[]): Waiting[] {
  const keys = new Set<string>();
  let end = 0;
  for (const { job } of line.slice(0, batchSize)) {
    const goesAlone = "tag" in job.reads || job.reads.ids.length > 1;
    if (end > 0 && goesAlone) break;
    if (job.claim !== null && keys.has(job.claim.key)) break;
    if (job.claim !== null) keys.add(job.claim.key);
    end += 1;
    if (goesAlone) break;
  }
  return line.splice(0, end);
}

async function carryOut(
  context: { pool: pg.Pool; wake: () => void },
  batch: Waiting[],
): Promise<void> {
  const outcomes = await tryTogether(context.pool, batch);
  let eventCount = 0;
  for (const [index, waiting] of batch.entries()) {
    const outcome = outcomes?.[index] ?? (await runAlone(context.pool, waiting.job));
    if ("error" in outcome) {
      waiting.reject(outcome.error);
      continue;
    }
    eventCount += outcome.eventCount;
    waiting.resolve(outcome.answer);
  }
  if (eventCount > 0) context.wake();
}

/** Null when the jobs have to be tried one by one. */
async function tryTogether(pool: pg.Pool, batch: Waiting[]): Promise<Outcome[] | null> {
  try {
    return await runBatch(
      pool,
      batch.map(({ job }) => job),
    );
  } catch (error) {
    return isConflict(error) ? null : batch.map(() => ({ error }));
  }
}

/** Tries again for as long as other processes are faster, within reason. */
async function runAlone(pool: pg.Pool, job: Job): Promise<Outcome> {
  for (let tries = 0; tries < triesPerJob; tries += 1) {
    try {
      const outcome = (await runBatch(pool, [job]))?.[0];
      if (outcome !== undefined) return outcome;
    } catch (error) {
      if (!isRetryable(error)) return { error: explainRefusal(error) };
    }
  }
  const detail = "The task is being changed by too many others at once.";
  return { error: new Problem("unavailable", detail, { headers: { "retry-after": "1" } }) };
}
