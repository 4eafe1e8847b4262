import type { RateLimiterRes } from "rate-limiter-flexible";

/** The library rejects with what is left of the limit, and with an Error when it could not ask. */
export function isRefusal(reason: unknown): reason is RateLimiterRes {
  return typeof reason === "object" && reason !== null && "msBeforeNext" in reason;
}

/** Whole seconds until there is something left again. */
export function secondsToWait({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
