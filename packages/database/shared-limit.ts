import { createHash } from "node:crypto";
import type pg from "pg";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import { isRefusal, secondsToWait } from "./limit-refusal.ts";

export type SharedLimit = {
  /** Takes one of what this key may do. Answers the whole seconds to wait, 0 when it was taken. */
  take: (key: string) => Promise<number>;
  /** Gives one back that was taken for something that does not count after all. */
  giveBack: (key: string) => Promise<void>;
};

export type SharedLimitOptions = {
  pool: pg.Pool;
  /** Of its own: keys of two limits never meet. */
  name: string;
  /** How much a key may do in the period. */
  points: number;
  periodSeconds: number;
};

/** Keys hold addresses and names of people, and are as long as those: what is stored is neither. */
const stored = (key: string): string => createHash("sha256").update(key).digest("base64url");

/**
 * A limit by key that every process on the same database counts together; the library removes what has ended
 * every five minutes. Rejects with the database's error while that is away: what cannot be counted is not let
 * through.
 */
export function createSharedLimit(options: SharedLimitOptions): SharedLimit {
  const { pool, name, points, periodSeconds } = options;
  let loading: Promise<RateLimiterPostgres> | undefined;
  // With the first use: the library brings all its stores along, and the start need not wait for them.
  const limiter = () =>
    (loading ??= import("rate-limiter-flexible").then(
      (library) =>
        new library.RateLimiterPostgres({
          storeClient: pool,
          storeType: "pool",
          tableName: "rate_limits",
          tableCreated: true,
          keyPrefix: name,
          points,
          duration: periodSeconds,
        }),
    ));

  return {
    take: async (key) => {
      try {
        await (await limiter()).consume(stored(key));
        return 0;
      } catch (refusal) {
        if (!isRefusal(refusal)) throw refusal;
        return secondsToWait(refusal);
      }
    },
    giveBack: async (key) => {
      await (await limiter()).reward(stored(key));
    },
  };
}
