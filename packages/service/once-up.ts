import type { HealthCheck } from "./service.ts";

/**
 * The check of a dependency that a process has to have found before it is ready, and can work without from then on: while it
 * is away it counts as `degraded`. All replicas lose it at the same time, and none of them is better than another.
 */
export function onceUp(check: HealthCheck): HealthCheck {
  let wasUp = false;
  return async () => {
    const state = await check().catch(() => false);
    wasUp ||= state === true;
    return state === true || !wasUp ? state : "degraded";
  };
}
