import type { Answer } from "./answer.ts";
import type { Job } from "./job.ts";

/** A job on its way, and whoever asked for it. */
export type WaitingJob = {
  job: Job;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  /** It was in a batch that one of it spoiled. */
  isAlone: boolean;
  /** How often it was postponed, spoiled batches aside, and when it is refused at last. */
  postponements: number;
  giveUpAtMs: number;
};

/** The jobs of each user that wait, or follow a running one: a user has one commit at a time. */
export type Lines = Map<string, WaitingJob[]>;

const batchSize = 100;
/** More tasks than this are large work. */
const smallJob = 3;

/**
 * What reads many must see every earlier write, and large work shall not hold up the small. Of a step of a
 * series, what an earlier job in the batch has made shows as well.
 */
export function isLarge({ reads }: Job): boolean {
  if ("stepOf" in reads) return false;
  return !("ids" in reads) || reads.ids.length > smallJob;
}

/** The next jobs of these users that can be written together. */
export function takeBatch(users: string[], lines: Lines): WaitingJob[] {
  const batch: WaitingJob[] = [];
  while (batch.length < batchSize && users.length > 0) {
    const line = lines.get(users.shift() ?? "") ?? [];
    batch.push(...line.splice(0, together(line, batchSize - batch.length)));
  }
  return batch;
}

/** The next job of the first of these users. */
export function takeOne(users: string[], lines: Lines): WaitingJob[] {
  return lines.get(users.shift() ?? "")?.splice(0, 1) ?? [];
}

/** How many jobs of a line go together. One key at a time, so that the second finds the first's answer. */
function together(line: WaitingJob[], most: number): number {
  const keys = new Set<string>();
  let count = 0;
  for (const { job, isAlone } of line.slice(0, most)) {
    if (isAlone || isLarge(job) || (job.claim !== null && keys.has(job.claim.key))) break;
    if (job.claim !== null) keys.add(job.claim.key);
    count += 1;
  }
  return count;
}
