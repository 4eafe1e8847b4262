import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import { LRUCache } from "lru-cache";
import { callJob } from "../call-job.ts";
import { jobLetter } from "../dead-letters/job-letter.ts";
import type { DeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { judgeJob } from "../judge-job.ts";
import type { FiredJob } from "../jobs.ts";
import { uuidOf } from "../uuid-of.ts";

/** Hands a fired job to its service. True when the scheduler is done with it, false when it has to come again. */
export type TakeJob = (job: FiredJob) => Promise<boolean>;

type JobTakerOptions = {
  service: string;
  app: FastifyInstance;
  log: Log;
  /** Keeps what the service cannot do; when it rejects, the job comes again. */
  keep: (letter: DeadLetter) => Promise<void>;
};

/** A job that failed comes again after a second, or has been deleted, or goes to another replica. */
const remembered = { max: 10_000, ttl: 600_000 };

/**
 * Counts the tries of each job in this replica, and puts one that is given up into the dead letters, as the
 * embedded platform does. A replaced job has other data, and begins anew.
 */
export function createJobTaker({ service, app, log, keep }: JobTakerOptions): TakeJob {
  const triesOf = new LRUCache<string, number>(remembered);

  return async function takeJob(job) {
    const { name, data } = job;
    const key = uuidOf(JSON.stringify([name, data]));
    const failure = await callJob(app, job);
    if (failure === null) {
      triesOf.delete(key);
      return true;
    }
    const { error } = failure;
    if (!triesOf.has(key)) log.warn({ job: name, error }, "A job is tried again");
    const { tries, isGivenUp } = judgeJob(triesOf.get(key) ?? 0, failure);
    triesOf.set(key, tries);
    if (!isGivenUp) return false;
    try {
      await keep(jobLetter(service, job, { error, tries }));
    } catch (unkept) {
      log.warn({ job: name, error: String(unkept) }, "A dead letter was not kept");
      return false;
    }
    triesOf.delete(key);
    log.error({ job: name, tries, error }, "A job went to the dead letters");
    return true;
  };
}
