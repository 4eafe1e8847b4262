import { Problem } from "@pakaura/service/problem";
import type pg from "pg";
import { readTasks } from "../tasks/task-row.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { readTasksWithTag } from "../tags/read-tagged.ts";
import type { Answer } from "./answer.ts";
import { commitChanges } from "./commit-changes.ts";
import type { Decision, Job } from "./job.ts";
import { readKeptAnswers } from "./kept-answers.ts";
import { Overlay } from "./overlay.ts";

export type Outcome = { answer: Answer; eventCount: number } | { error: unknown };

/**
 * Decides jobs of one user one after the other upon what the database holds, and writes all of them
 * at once. Null, with nothing written, when another process changed one of the tasks meanwhile.
 * Rejects as `commitChanges` does.
 */
export async function runBatch(pool: pg.Pool, jobs: Job[]): Promise<Outcome[] | null> {
  const userId = jobs[0]?.userId ?? "";
  const [stored, kept] = await Promise.all([
    read(pool, userId, jobs),
    readKept(pool, userId, jobs),
  ]);
  const tasks = new Overlay(stored);
  const decisions: { job: Job; decision: Decision }[] = [];
  const outcomes = jobs.map((job): Outcome => {
    try {
      const known = job.claim === null ? undefined : kept.get(job.claim.key);
      if (known !== undefined) return { answer: repeat(job, known), eventCount: 0 };
      const decision = job.decide(tasks);
      tasks.apply(decision.changes);
      decisions.push({ job, decision });
      return { answer: decision.answer, eventCount: decision.changes.length };
    } catch (error) {
      return { error };
    }
  });
  const commit = {
    userId,
    changes: decisions.flatMap(({ job, decision }) =>
      decision.changes.map((change) => ({ change, origin: job.origin })),
    ),
    addedTags: decisions.flatMap(({ decision }) => decision.addedTag ?? []),
    removedTags: decisions.flatMap(({ decision }) => decision.removedTag ?? []),
    kept: decisions.flatMap(({ job, decision }) =>
      job.claim === null ? [] : [{ claim: job.claim, answer: decision.answer }],
    ),
  };
  const isEmpty =
    commit.changes.length +
      commit.addedTags.length +
      commit.removedTags.length +
      commit.kept.length ===
    0;
  if (isEmpty) return outcomes;
  return (await commitChanges(pool, commit)) ? outcomes : null;
}

async function read(pool: pg.Pool, userId: string, jobs: Job[]): Promise<StoredTask[]> {
  const ids = new Set<string>();
  const tags = new Set<string>();
  for (const { reads } of jobs) {
    if ("tag" in reads) tags.add(reads.tag);
    else for (const id of reads.ids) ids.add(id);
  }
  const tagged = await Promise.all([...tags].map((tag) => readTasksWithTag(pool, userId, tag)));
  const byId = ids.size === 0 ? [] : await readTasks(pool, userId, [...ids]);
  return [...tagged.flat(), ...byId];
}

async function readKept(pool: pg.Pool, userId: string, jobs: Job[]) {
  const keys = jobs.flatMap((job) => job.claim?.key ?? []);
  return keys.length === 0 ? new Map() : readKeptAnswers(pool, userId, keys);
}

function repeat(job: Job, known: { requestHash: string; answer: Answer }): Answer {
  if (known.requestHash === job.claim?.requestHash) return known.answer;
  throw new Problem(
    "idempotency_mismatch",
    "This Idempotency-Key has been used for another request.",
  );
}
