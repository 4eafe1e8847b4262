import { Problem } from "@pakaura/service/problem";

/** Refuses when there are seconds to wait. */
export function refuseIfLimited(seconds: number): void {
  if (seconds === 0) return;
  throw new Problem("rate_limited", `Too many requests. Try again in ${seconds} s.`, {
    headers: { "retry-after": String(seconds) },
  });
}
