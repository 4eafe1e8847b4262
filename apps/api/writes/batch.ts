import type pg from "pg";
import { readOpenSeries } from "../series/read-open-series.ts";
import { readSteps } from "../series/read-steps.ts";
import { readTasksWithTag } from "../tags/read-tagged.ts";
import type { Change } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { readTasksOfUsers } from "../tasks/task-row.ts";
import type { Answer } from "./answer.ts";
import { commitChanges, type Unwritten } from "./commit-changes.ts";
import type { Decision, Job } from "./job.ts";
import { type KeptAnswers, readKeptAnswers, repeated } from "./kept-answers.ts";
import { Overlay } from "./overlay.ts";

/**
 * What became of a job: its answer, with the types of the events that were written, or what refused it, or
 * why nothing of its user could be written this time.
 */
export type Outcome =
  | { answer: Answer; events: Change["type"][] }
  | { error: unknown }
  | { unwritten: Unwritten };

/**
 * Decides jobs one after the other upon what the database holds, and writes all of them at once. Those
 * of a user whom somebody else is writing for stay unwritten, all of them, and hold up nobody's. Rejects as
 * `commitChanges` does.
 */
export async function runBatch(pool: pg.Pool, jobs: Job[]): Promise<Outcome[]> {
  const [stored, kept] = await Promise.all([read(pool, jobs), readKept(pool, jobs)]);
  const views = Map.groupBy(stored, (task) => task.userId);
  const overlays = new Map(
    jobs.map(({ userId }) => [userId, new Overlay(views.get(userId) ?? [])] as const),
  );
  const decisions: { job: Job; decision: Decision }[] = [];
  const outcomes = jobs.map((job): Outcome => {
    try {
      const known = kept?.find(job);
      if (known !== undefined) return { answer: repeated(job.claim, known), events: [] };
      const tasks = overlays.get(job.userId) ?? new Overlay([]);
      const decision = job.decide(tasks);
      tasks.apply(decision.changes);
      decisions.push({ job, decision });
      return { answer: decision.answer, events: decision.changes.map(({ type }) => type) };
    } catch (error) {
      return { error };
    }
  });
  const unwritten = await commitChanges(pool, decisions);
  if (unwritten.size === 0) return outcomes;
  // What was decided after a change that was not written, a refusal too, has to be decided again.
  return outcomes.map((outcome, index) => {
    const reason = unwritten.get(jobs[index]?.userId ?? "");
    return reason === undefined ? outcome : { unwritten: reason };
  });
}

async function read(pool: pg.Pool, jobs: Job[]): Promise<StoredTask[]> {
  const ids = new Set<string>();
  const steps = new Set<string>();
  const found: Promise<StoredTask[]>[] = [];
  for (const { reads, userId } of jobs) {
    if ("stepOf" in reads) steps.add(reads.stepOf);
    else if ("tag" in reads) found.push(readTasksWithTag(pool, userId, reads.tag));
    else if ("openSeriesOf" in reads) found.push(readOpenSeries(pool, userId, reads.openSeriesOf));
    else for (const id of reads.ids) ids.add(id);
  }
  const userIds = [...new Set(jobs.map(({ userId }) => userId))];
  if (steps.size > 0) found.push(readSteps(pool, userIds, [...steps]));
  const byId = ids.size === 0 ? [] : await readTasksOfUsers(pool, userIds, [...ids]);
  return [...byId, ...(await Promise.all(found)).flat()];
}

async function readKept(pool: pg.Pool, jobs: Job[]): Promise<KeptAnswers | null> {
  const claims = jobs.flatMap(({ userId, claim }) =>
    claim === null ? [] : [{ userId, key: claim.key }],
  );
  return claims.length === 0 ? null : readKeptAnswers(pool, claims);
}
