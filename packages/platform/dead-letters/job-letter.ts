import { z } from "zod";
import type { FiredJob } from "../jobs.ts";
import { uuidOf } from "../uuid-of.ts";
import type { DeadLetter } from "./keep-dead-letter.ts";

/** Where the letters of jobs are told from those of events. */
export const jobTopic = "jobs";

const ownedSchema = z.object({ user_id: z.string() });
const letterSchema = z.object({ name: z.string(), data: z.unknown() });

/** A job that its service gave up, as operators find it. It goes with its user, if it has one. */
export function jobLetter(
  service: string,
  { name, data }: FiredJob,
  { error, tries }: { error: string; tries: number },
): DeadLetter {
  const owner = ownedSchema.safeParse(data).data?.user_id;
  return {
    consumerGroup: service,
    eventId: uuidOf(`job ${service}/${name}`),
    topic: jobTopic,
    event: JSON.stringify({ type: `job ${name}`, name, data, partitionkey: owner }),
    error,
    tries,
  };
}

/** The job of a letter. */
export function jobOfLetter(event: string): FiredJob {
  return letterSchema.parse(JSON.parse(event));
}
