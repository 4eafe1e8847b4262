import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { JobHelpers, Runner } from "graphile-worker";
import type { Pool } from "pg";
import { callJob } from "../call-job.ts";
import { jobLetter } from "../dead-letters/job-letter.ts";
import { keepDeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { judgeJob } from "../judge-job.ts";
import { type JobPayload, type JobStore, jobKey, jobSchema, maxAttempts } from "./job-store.ts";
import { releaseOnce } from "./release-once.ts";
import { workerLog } from "./worker-log.ts";

export type JobRunnerOptions = {
  pool: Pool;
  store: JobStore;
  apps: ReadonlyMap<string, FastifyInstance>;
  log: Log;
  /** How often due jobs are looked for: how late one may fire. */
  pollMs: number;
  /** It ended although nobody stopped it. */
  onEnded: () => void;
};

/** Fires the jobs of the services in this process. One process at a time does, for one set of services. */
export type JobRunner = { start: () => Promise<void>; stop: () => Promise<void> };

function isPayload(value: unknown): value is JobPayload {
  return (
    typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
  );
}

export function createJobRunner({
  pool,
  store,
  apps,
  log,
  pollMs,
  onEnded,
}: JobRunnerOptions): JobRunner {
  let running: Promise<Runner> | undefined;
  /** The one that is wanted: another's end means nothing. */
  let current: Runner | null = null;

  /** True while nobody has replaced or deleted the job that is being fired, which counts as tried so often. */
  async function isStillWanted(
    service: string,
    name: string,
    { job, tries }: { job: JobHelpers["job"]; tries: number },
  ): Promise<boolean> {
    // The library's tries go back to 0, so that its growing delay stays at one second.
    const { rowCount } = await pool.query(
      `update ${jobSchema}._private_jobs set attempts = 0,
         payload = jsonb_set(payload::jsonb, '{tries}', to_jsonb($3::int))::json
       where id = $1 and key = $2`,
      [job.id, jobKey(service, name), tries],
    );
    return rowCount === 1;
  }

  async function fire(
    service: string,
    app: FastifyInstance,
    payload: unknown,
    helpers: JobHelpers,
  ): Promise<void> {
    if (!isPayload(payload)) return;
    const { name, schedule } = payload;
    const { job } = helpers;
    const failure = await callJob(app, payload);
    if (failure !== null) {
      const { error } = failure;
      const { tries: before = 0 } = payload;
      if (before === 0) log.warn({ service, job: name, error }, "A job is tried again");
      const { tries, isGivenUp } = judgeJob(before, failure);
      // A job that is not wanted any more is not tried again either.
      if (!(await isStillWanted(service, name, { job, tries }))) return;
      if (!isGivenUp) throw new Error(error);
      await keepDeadLetter(pool, jobLetter(service, payload, { error, tries }));
      log.error({ service, job: name, tries, error }, "A job went to the dead letters");
    }
    if (schedule === undefined) return;
    if (!(await isStillWanted(service, name, { job, tries: 0 }))) return;
    const { nextCronTime } = await import("./cron.ts");
    const runAt = nextCronTime(schedule, new Date());
    await helpers.addJob(
      service,
      { name, data: payload.data, schedule },
      {
        jobKey: jobKey(service, name),
        jobKeyMode: "replace",
        runAt,
        maxAttempts,
      },
    );
  }

  async function run(): Promise<Runner> {
    await store.utils();
    const services = [...apps.keys()];
    // Nobody else runs these: what is locked was being fired by a process that died.
    await pool.query(
      `update ${jobSchema}._private_jobs set locked_at = null, locked_by = null, attempts = 0
       where locked_at is not null
         and task_id in (select id from ${jobSchema}._private_tasks where identifier = any($1))`,
      [services],
    );
    const library = await import("graphile-worker");
    const runner = await library.run({
      pgPool: releaseOnce(pool),
      schema: jobSchema,
      logger: await workerLog(),
      taskList: Object.fromEntries(
        [...apps].map(([service, app]) => [
          service,
          (payload: unknown, helpers: JobHelpers) => fire(service, app, payload, helpers),
        ]),
      ),
      parsedCronItems: [],
      concurrency: 8,
      noHandleSignals: true,
      pollInterval: pollMs,
      gracefulShutdownAbortTimeout: 1_000,
    });
    current = runner;
    // The library ends it when it cannot write down how a job went, as on a database that is away.
    void runner.promise
      .catch((error: unknown) => log.warn({ error: String(error) }, "The job runner ended"))
      .finally(() => {
        if (current !== runner) return;
        current = null;
        running = undefined;
        onEnded();
      });
    return runner;
  }

  return {
    async start() {
      running ??= run().catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      await running;
    },
    async stop() {
      current = null;
      const stopped = running;
      running = undefined;
      await stopped?.then((runner) => runner.stop()).catch(() => undefined);
    },
  };
}
