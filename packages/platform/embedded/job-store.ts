import type { Queryable } from "@pakaura/database/connection";
import type { WorkerUtils } from "graphile-worker";
import type { Pool } from "pg";
import type { Jobs, JobTime } from "../jobs.ts";
import { workerLog } from "./worker-log.ts";

/**
 * What a job row holds. Its task identifier is the service, its key is service and name. `tries` are those that
 * were the job's own fault.
 */
export type JobPayload = { name: string; data: unknown; schedule?: string; tries?: number };

export const jobSchema = "graphile_worker";
/** Where the library says that a job was added. */
export const jobsChannel = "jobs:insert";
/** The library gives no job up: whoever fires it does. */
export const maxAttempts = 32_767;

/** `graphile-worker` with its own schema, loaded and migrated when the first job is met: most starts have none. */
export type JobStore = {
  utils: () => Promise<WorkerUtils>;
  forService: (service: string) => Jobs;
  hasJobs: () => Promise<boolean>;
  release: () => Promise<void>;
};

export function jobKey(service: string, name: string): string {
  return `${service}/${name}`;
}

async function firstTime(time: JobTime): Promise<Date> {
  if ("dueTime" in time) return time.dueTime;
  const { nextCronTime } = await import("./cron.ts");
  return nextCronTime(time.schedule, new Date());
}

export function createJobStore(pool: Pool): JobStore {
  let made: Promise<WorkerUtils> | undefined;

  async function makeUtils(): Promise<WorkerUtils> {
    const { makeWorkerUtils } = await import("graphile-worker");
    const utils = await makeWorkerUtils({
      pgPool: pool,
      schema: jobSchema,
      logger: await workerLog(),
    });
    await utils.migrate();
    return utils;
  }

  function utils(): Promise<WorkerUtils> {
    made ??= makeUtils().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  }

  return {
    utils,
    forService: (service) => ({
      async schedule(name, job) {
        const runAt = await firstTime(job);
        const payload: JobPayload = { name, data: job.data };
        if ("schedule" in job) payload.schedule = job.schedule;
        const { addJob } = await utils();
        await addJob(service, payload, {
          jobKey: jobKey(service, name),
          jobKeyMode: "replace",
          runAt,
          maxAttempts,
        });
      },
      async delete(name) {
        if (!(await hasSchema(pool))) return;
        await pool.query(`select from ${jobSchema}.remove_job($1)`, [jobKey(service, name)]);
      },
    }),
    async hasJobs() {
      if (!(await hasSchema(pool))) return false;
      const { rows } = await pool.query<{ found: boolean }>(
        `select exists (select from ${jobSchema}._private_jobs where attempts < max_attempts) as found`,
      );
      return rows[0]?.found ?? false;
    },
    async release() {
      await made?.then((opened) => opened.release()).catch(() => undefined);
    },
  };
}

/** Makes the tables of the jobs where there are none yet: a backup may bring jobs. */
export async function prepareJobs(pool: Pool): Promise<void> {
  const store = createJobStore(pool);
  await store.utils();
  await store.release();
}

async function hasSchema(queryable: Queryable): Promise<boolean> {
  const { rows } = await queryable.query<{ found: boolean }>(
    `select to_regclass('${jobSchema}._private_jobs') is not null as found`,
  );
  return rows[0]?.found ?? false;
}
