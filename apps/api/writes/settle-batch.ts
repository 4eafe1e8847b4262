import { topicOf } from "@pakaura/contract/events";
import { metrics } from "@pakaura/service/metrics";
import { heldTooLong } from "./database-problem.ts";
import type { Attempt, Postponed } from "./try-batch.ts";
import type { WaitingJob } from "./waiting-job.ts";

/** What another request took is read at the next try; where it is still in the way then, it stays. */
const triesForTaken = 10;

export type Settled = {
  /** By user: the jobs that are not done, in their order, and why. */
  postponed: Map<string, { jobs: WaitingJob[]; reason: Postponed["again"] }>;
  hasEvents: boolean;
};

/** Answers the jobs that are done, or were postponed for longer than `patienceMs`; gives the others. */
export function settleBatch(batch: WaitingJob[], attempts: Attempt[], patienceMs: number): Settled {
  const postponed: Settled["postponed"] = new Map();
  let hasEvents = false;
  for (const [index, waiting] of batch.entries()) {
    const attempt: Attempt = attempts[index] ?? { again: "spoiled" };
    if ("again" in attempt) {
      const { userId } = waiting.job;
      const own = postponed.get(userId) ?? { jobs: [], reason: attempt.again };
      if (postpone(waiting, attempt, patienceMs)) own.jobs.push(waiting);
      postponed.set(userId, own);
    } else if ("error" in attempt) {
      waiting.reject(attempt.error);
    } else {
      for (const type of attempt.events)
        metrics.eventsPublished.inc({ topic: topicOf(type), type });
      hasEvents ||= attempt.events.length > 0;
      waiting.resolve(attempt.answer);
    }
  }
  return { postponed, hasEvents };
}

/** False when this was the last time. */
function postpone(waiting: WaitingJob, { again, refusal }: Postponed, patienceMs: number): boolean {
  if (again === "spoiled") {
    waiting.isAlone = true;
    return true;
  }
  const nowMs = performance.now();
  if (waiting.postponements === 0) waiting.giveUpAtMs = nowMs + patienceMs;
  waiting.postponements += 1;
  const isTaken = refusal !== undefined && waiting.postponements >= triesForTaken;
  if (!isTaken && nowMs < waiting.giveUpAtMs) return true;
  waiting.reject(refusal ?? heldTooLong());
  return false;
}
