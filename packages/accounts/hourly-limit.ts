import { createHash } from "node:crypto";
import type pg from "pg";
import type { RateLimiterPostgres } from "rate-limiter-flexible";

export type HourlyLimit = {
  /** Takes one of what this key may have in an hour. Answers whether there was one left. */
  take: (key: string) => Promise<boolean>;
};

const hourSeconds = 3_600;

/**
 * A limit by hour that every process on the same database counts together. `name` keeps keys of two limits
 * apart; of a key only its hash is stored.
 */
export function createHourlyLimit(pool: pg.Pool, name: string, points: number): HourlyLimit {
  let loading: Promise<RateLimiterPostgres> | undefined;
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
          duration: hourSeconds,
        }),
    ));
  return {
    take: async (key) => {
      const hash = createHash("sha256").update(key).digest("base64url");
      try {
        await (await limiter()).consume(hash);
        return true;
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        return false;
      }
    },
  };
}
