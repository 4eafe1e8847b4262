import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Answer } from "./answer.ts";
import { accountGone } from "./database-problem.ts";
import type { Job } from "./job.ts";
import { openStream } from "./open-stream.ts";
import { retryPauseMs } from "./retry-pause.ts";
import { settleBatch } from "./settle-batch.ts";
import { type Postponed, tryBatch } from "./try-batch.ts";
import { isLarge, type Lines, takeBatch, takeOne, type WaitingJob } from "./waiting-job.ts";

export type Writer = {
  /** Carries out a job and answers what it decided. Rejects with the problem that refused it. */
  write: (job: Job) => Promise<Answer>;
};

/** Users who wait for a place, in the order in which they came. */
type Lane = { users: string[]; running: number; limit: number; take: typeof takeOne };

/**
 * One shared commit at a time: what waits for it goes together, and on few processors that is worth
 * more than a second one beside it. Large jobs have places of their own, so as not to hold it up.
 */
const sharedCommitsAtOnce = 1;
const largeJobsAtOnce = 2;
/** Of jobs that spoiled a commit, or were in one: they may have to wait for another transaction's end. */
const jobsAloneAtOnce = 2;
const defaultPatienceMs = 5_000;

type WriterOptions = {
  pool: pg.Pool;
  /** Tells the readers of the event log after each commit. */
  wake: () => void;
  /** How long a job is tried while somebody else is writing for its user. */
  patienceMs?: number;
};

/**
 * The one way to write tasks. What gathers behind the running commit is written together: jobs of
 * one user would wait for each other in any case (they share the row of the user's stream), and for
 * all of them a shared commit costs a fraction of one each. A commit waits for nobody: a user for whom
 * somebody else is writing is left out of it, comes again in the next one, and then after growing pauses.
 */
export function createWriter(options: WriterOptions): Writer {
  const { pool, wake, patienceMs = defaultPatienceMs } = options;
  const lines: Lines = new Map();
  const shared: Lane = { users: [], running: 0, limit: sharedCommitsAtOnce, take: takeBatch };
  const large: Lane = { users: [], running: 0, limit: largeJobsAtOnce, take: takeOne };
  const alone: Lane = { users: [], running: 0, limit: jobsAloneAtOnce, take: takeOne };

  /** Puts a user without a running commit into the lane of the first job, or forgets the empty line. */
  function enqueue(userId: string): void {
    const first = lines.get(userId)?.[0];
    if (first === undefined) lines.delete(userId);
    else if (first.isAlone) alone.users.push(userId);
    else (isLarge(first.job) ? large : shared).users.push(userId);
  }

  function startAll(): void {
    for (const lane of [shared, large, alone]) {
      while (lane.running < lane.limit && lane.users.length > 0) {
        lane.running += 1;
        void run(lane, lane.take(lane.users, lines));
      }
    }
  }

  async function run(lane: Lane, batch: WaitingJob[]): Promise<void> {
    const startedAtMs = performance.now();
    const jobs = batch.map(({ job }) => job);
    const attempts = await tryBatch(pool, jobs);
    lane.running -= 1;
    const { postponed, hasEvents } = settleBatch(batch, attempts, patienceMs);
    if (hasEvents) wake();
    for (const userId of new Set(jobs.map((job) => job.userId))) {
      const own = postponed.get(userId);
      lines.get(userId)?.unshift(...(own?.jobs ?? []));
      if (own === undefined || own.jobs.length === 0 || own.reason === "spoiled") enqueue(userId);
      else void comeAgain(userId, own.reason, performance.now() - startedAtMs);
    }
    startAll();
  }

  /** Puts a user back whose jobs were postponed, once a try may lead to more. */
  async function comeAgain(
    userId: string,
    reason: Exclude<Postponed["again"], "spoiled">,
    tookMs: number,
  ): Promise<void> {
    const pauseMs = retryPauseMs(lines.get(userId)?.[0]?.postponements ?? 1, tookMs);
    if (pauseMs > 0) await pause(pauseMs);
    if (reason === "missing") await open(userId);
    enqueue(userId);
    startAll();
  }

  /** Sees to it that the user has a stream, or refuses what waits. */
  async function open(userId: string): Promise<void> {
    const refuseAll = (error: unknown) => {
      for (const { reject } of lines.get(userId)?.splice(0) ?? []) reject(error);
    };
    const isThere = openStream(pool, userId);
    await isThere.then((is) => void (is || refuseAll(accountGone())), refuseAll);
  }

  return {
    write: (job) =>
      new Promise((resolve, reject) => {
        const waiting = {
          job,
          resolve,
          reject,
          isAlone: false,
          postponements: 0,
          giveUpAtMs: Infinity,
        };
        const line = lines.get(job.userId);
        if (line !== undefined) return void line.push(waiting);
        lines.set(job.userId, [waiting]);
        enqueue(job.userId);
        startAll();
      }),
  };
}
