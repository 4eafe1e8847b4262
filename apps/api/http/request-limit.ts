import { isRefusal, secondsToWait } from "@pakaura/database/limit-refusal";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import { refuseIfLimited } from "./rate-limited.ts";

/**
 * A limit of requests per minute by key that this process counts for itself: it is asked on every request, which
 * a round trip to the database would cost more than the request itself. Refuses (429) when it is used up.
 */
export function createRequestLimit(requestsPerMinute: number): (key: string) => Promise<void> {
  let loading: Promise<RateLimiterMemory> | undefined;
  // With the first request: the library brings all its stores along, and the start need not wait for them.
  const limiter = () =>
    (loading ??= import("rate-limiter-flexible").then(
      (library) => new library.RateLimiterMemory({ points: requestsPerMinute, duration: 60 }),
    ));
  return async (key) => {
    try {
      await (await limiter()).consume(key);
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      refuseIfLimited(secondsToWait(refusal));
    }
  };
}
