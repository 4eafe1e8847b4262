import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { JobHelpers, Runner } from "graphile-worker";
import type { Pool } from "pg";
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
};

/** Fires the jobs of the services in this process. One process at a time does, for one set of services. */
export type JobRunner = { start: () => Promise<void>; stop: () => Promise<void> };

function isPayload(value: unknown): value is JobPayload {
  return (
    typeof value === "object" && value !== null && "name" in value && typeof value.name === "string"
  );
}

export function createJobRunner({ pool, store, apps, log, pollMs }: JobRunnerOptions): JobRunner {
  let running: Promise<Runner> | undefined;

  async function call(
    service: string,
    app: FastifyInstance,
    { name, data }: JobPayload,
  ): Promise<void> {
    const url = `/job/${encodeURIComponent(name)}`;
    const headers = { "content-type": "application/json" };
    const answer = await app.inject({
      method: "POST",
      url,
      headers,
      payload: JSON.stringify(data ?? null),
    });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return;
    throw new Error(
      `${service} answered ${answer.statusCode} to job ${name}: ${answer.body.slice(0, 500)}`,
    );
  }

  /** True while nobody has replaced or deleted the job that is being fired. */
  async function isStillWanted(
    service: string,
    name: string,
    { job }: JobHelpers,
  ): Promise<boolean> {
    // Its tries go back to 0, so that the library's growing delay stays at one second.
    const { rowCount } = await pool.query(
      `update ${jobSchema}._private_jobs set attempts = 0 where id = $1 and key = $2`,
      [job.id, jobKey(service, name)],
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
    try {
      await call(service, app, payload);
    } catch (error) {
      if (helpers.job.attempts === 1)
        log.warn({ service, job: name, error: String(error) }, "A job is tried again");
      // A job that is not wanted any more is not tried again either.
      if (await isStillWanted(service, name, helpers)) throw error;
      return;
    }
    if (schedule === undefined || !(await isStillWanted(service, name, helpers))) return;
    const { nextCronTime } = await import("./cron.ts");
    const runAt = nextCronTime(schedule, new Date());
    await helpers.addJob(service, payload, {
      jobKey: jobKey(service, name),
      jobKeyMode: "replace",
      runAt,
      maxAttempts,
    });
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
    runner.promise.catch((error: unknown) => {
      log.warn({ error: String(error) }, "The job runner ended");
      running = undefined;
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
      const stopped = running;
      running = undefined;
      await stopped?.then((runner) => runner.stop()).catch(() => undefined);
    },
  };
}
