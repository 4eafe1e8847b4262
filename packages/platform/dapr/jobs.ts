import type { Jobs } from "../jobs.ts";
import { isOk, type Sidecar, refusal } from "./sidecar.ts";

/**
 * Tried again after a second until we say that it is done (`take-job.ts`). Without a policy of ours Dapr gives up
 * after four tries in four seconds, and with `maxRetries` after so many: without a trace.
 */
const failurePolicy = { constant: { interval: "1s" } };

/** Dapr's cron has the seconds before our five fields. */
function daprSchedule(schedule: string): string {
  return `0 ${schedule}`;
}

/** Jobs of Dapr's scheduler, which keeps them for each service by name. */
export function createJobs(sidecar: Sidecar): Jobs {
  return {
    async schedule(name, { data, ...time }) {
      const when =
        "dueTime" in time
          ? { dueTime: time.dueTime.toISOString() }
          : { schedule: daprSchedule(time.schedule) };
      const answer = await sidecar.ask("POST", `/v1.0/jobs/${encodeURIComponent(name)}`, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...when, data, overwrite: true, failurePolicy }),
      });
      if (!isOk(answer)) throw refusal(`job ${name}`, answer);
    },
    async delete(name) {
      const answer = await sidecar.ask("DELETE", `/v1.0/jobs/${encodeURIComponent(name)}`);
      if (!isOk(answer)) throw refusal(`the deletion of job ${name}`, answer);
    },
  };
}
