import { Problem } from "@pakaura/service/problem";
import { traceStep } from "@pakaura/service/tracing";
import type pg from "pg";
import { type Outcome, runBatch } from "./batch.ts";
import type { Unwritten } from "./commit-changes.ts";
import { explainRefusal, isConflict, isRetryable } from "./database-problem.ts";
import type { Job } from "./job.ts";

/** Why a job has to be tried again; `spoiled` by one of its batch, so alone. */
export type Postponed = {
  again: Unwritten | "spoiled";
  /** What is to be said when it does not help to try again: something stays taken. */
  refusal?: Problem;
};
export type Attempt = Exclude<Outcome, { unwritten: unknown }> | Postponed;

/** Tries to write jobs together. Never rejects. */
export async function tryBatch(pool: pg.Pool, jobs: Job[]): Promise<Attempt[]> {
  const all = (attempt: Attempt) => jobs.map(() => attempt);
  const steps = jobs.map(({ origin: { traceparent: parent } }) =>
    traceStep({ service: "api", name: "write", kind: "client", parent }),
  );
  let isError = true;
  try {
    const outcomes = await runBatch(pool, jobs);
    isError = false;
    return outcomes.map((outcome) =>
      "unwritten" in outcome ? { again: outcome.unwritten } : outcome,
    );
  } catch (error) {
    if (jobs.length > 1 && isConflict(error)) return all({ again: "spoiled" });
    const refusal = explainRefusal(error);
    if (!isRetryable(error)) return all({ error: refusal });
    return all({ again: "busy", ...(refusal instanceof Problem ? { refusal } : {}) });
  } finally {
    for (const step of steps) step?.end({ isError });
  }
}
