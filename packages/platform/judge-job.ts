import type { Failure } from "./delivery.ts";

/** Tries of one job, a second apart, before it goes to the dead letters. */
const maxTries = 60;

/**
 * What becomes of a job that failed once more: `before` are the tries so far that were its own fault. One that its
 * service refuses is given up at once; while nobody was there for it, it is tried for as long as it takes.
 */
export function judgeJob(before: number, { kind }: Failure): { tries: number; isGivenUp: boolean } {
  const tries = kind === "unavailable" ? before : before + 1;
  return { tries, isGivenUp: kind === "permanent" || tries >= maxTries };
}
