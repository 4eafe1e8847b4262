import type pg from "pg";
import { topicOf } from "@pakaura/contract/events";
import { metrics } from "@pakaura/service/metrics";
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
/**
 * One shared commit at a time: what waits for it goes together, and on few processors that is worth
 * more than a second one beside it. Large jobs have places of their own, so as not to hold it up.
 */
const sharedCommitsAtOnce = 1;
const largeJobsAtOnce = 2;
/** More tasks than this are large work. */
const smallJob = 3;
const triesPerJob = 10;

/**
 * The one way to write tasks. What gathers behind the running commit is written together: jobs of
 * one user would wait for each other in any case (they share the row of the user's stream), and for
 * all of them a shared commit costs a fraction of one each. `wake` tells the readers of the event log
 * after each commit.
 */
export function createWriter(context: { pool: pg.Pool; wake: () => void }): Writer {
  /** The jobs of each user that wait, or follow a running one: a user has one commit at a time. */
  const lines = new Map<string, Waiting[]>();
  const shared: Lane = { users: [], running: 0, limit: sharedCommitsAtOnce };
  const large: Lane = { users: [], running: 0, limit: largeJobsAtOnce };

  /** Puts a user without a running commit into the lane of the first job, or forgets the empty line. */
  function enqueue(userId: string, line: Waiting[]): void {
    const [first] = line;
    if (first === undefined) lines.delete(userId);
    else (goesAlone(first.job) ? large : shared).users.push(userId);
  }

  function start(lane: Lane, take: () => Waiting[]): void {
    while (lane.running < lane.limit && lane.users.length > 0) {
      lane.running += 1;
      void run(lane, take());
    }
  }

  function startAll(): void {
    start(shared, () => takeShared(shared.users, lines));
    start(large, () => lines.get(large.users.shift() ?? "")?.splice(0, 1) ?? []);
  }

  async function run(lane: Lane, batch: Waiting[]): Promise<void> {
    await carryOut(context, batch);
    lane.running -= 1;
    for (const userId of new Set(batch.map(({ job }) => job.userId))) {
      enqueue(userId, lines.get(userId) ?? []);
    }
    startAll();
  }

  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        const waiting = { job, resolve, reject };
        const line = lines.get(job.userId);
        if (line !== undefined) return void line.push(waiting);
        const opened = [waiting];
        lines.set(job.userId, opened);
        enqueue(job.userId, opened);
        startAll();
      }),
  };
}

/** Users who wait for a place, in the order in which they came. */
type Lane = { users: string[]; running: number; limit: number };

/** The next jobs that can be written together. */
function takeShared(users: string[], lines: Map<string, Waiting[]>): Waiting[] {
  const batch: Waiting[] = [];
  while (batch.length < batchSize && users.length > 0) {
    const line = lines.get(users.shift() ?? "") ?? [];
    batch.push(...line.splice(0, together(line, batchSize - batch.length)));
  }
  return batch;
}

/**
 * What reads many must see every earlier write, and large work shall not hold up the small. Of a step of a
 * series, what an earlier job in the batch has made shows as well.
 */
function goesAlone({ reads }: Job): boolean {
  if ("stepOf" in reads) return false;
  return !("ids" in reads) || reads.ids.length > smallJob;
}

/** How many jobs of a line go together. One key at a time, so that the second finds the first's answer. */
function together(line: Waiting[], most: number): number {
  const keys = new Set<string>();
  let count = 0;
  for (const { job } of line.slice(0, most)) {
    if (goesAlone(job) || (job.claim !== null && keys.has(job.claim.key))) break;
    if (job.claim !== null) keys.add(job.claim.key);
    count += 1;
  }
  return count;
}

async function carryOut(
  context: { pool: pg.Pool; wake: () => void },
  batch: Waiting[],
): Promise<void> {
  const outcomes = await tryTogether(context.pool, batch);
  let isWritten = false;
  for (const [index, waiting] of batch.entries()) {
    const outcome = outcomes?.[index] ?? (await runAlone(context.pool, waiting.job));
    if ("error" in outcome) {
      waiting.reject(outcome.error);
      continue;
    }
    for (const type of outcome.events) {
      isWritten = true;
      metrics.eventsPublished.inc({ topic: topicOf(type), type });
    }
    waiting.resolve(outcome.answer);
  }
  if (isWritten) context.wake();
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
  let refusal: unknown;
  for (let tries = 0; tries < triesPerJob; tries += 1) {
    try {
      const outcome = (await runBatch(pool, [job]))?.[0];
      if (outcome !== undefined) return outcome;
    } catch (error) {
      refusal = explainRefusal(error);
      if (!isRetryable(error)) return { error: refusal };
    }
  }
  if (refusal instanceof Problem) return { error: refusal };
  const detail = "The task is being changed by too many others at once.";
  return { error: new Problem("unavailable", detail, { headers: { "retry-after": "1" } }) };
}
