import { z } from "zod";

const entrySchema = z.object({
  /** Where other replicas reach it, or null. */
  address: z.url({ protocol: /^http$/ }).nullable(),
  /** Whether a session there can say that a reminder was seen. */
  receipts: z.boolean(),
  updated_at: z.iso.datetime(),
});
export type UserReplica = z.infer<typeof entrySchema>;

/** What is kept at `ws:user:{user_id}`: the replicas of the gateway that hold sessions of the user, by their ids. */
export type UserReplicas = { replicas: Record<string, UserReplica> };

const valueSchema = z.object({ replicas: z.record(z.string(), z.unknown()) });
/** More than anybody runs: what is kept there is not to make us call without end. */
const mostReplicas = 64;

/** The replicas that have said within `seconds` that they hold sessions; whatever else is kept there counts for nothing. */
export function liveReplicas(value: unknown, seconds: number, nowMs: number): UserReplicas {
  const kept = valueSchema.safeParse(value).data?.replicas ?? {};
  const replicas: UserReplicas["replicas"] = {};
  for (const [id, entry] of Object.entries(kept).slice(0, mostReplicas)) {
    const replica = entrySchema.safeParse(entry).data;
    // Clocks of replicas differ a little, in either direction.
    if (replica && Math.abs(nowMs - Date.parse(replica.updated_at)) < seconds * 1_000)
      replicas[id] = replica;
  }
  return { replicas };
}

export function userKey(userId: string): string {
  return `ws:user:${userId}`;
}
