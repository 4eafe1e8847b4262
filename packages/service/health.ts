import type { FastifyInstance } from "fastify";
import { inTime } from "./in-time.ts";
import type { HealthCheck } from "./service.ts";

type Status = "up" | "degraded" | "down";
type Dependency = { status: Status; ms: number; reason?: string };

/** What a check rejects with that knows why, in words that anybody may read: readiness is public. */
export class DependencyDown extends Error {
  override name = "DependencyDown";
}

async function runCheck(check: HealthCheck, timeoutMs: number): Promise<Dependency> {
  const start = performance.now();
  const late = (): Error => new DependencyDown(`no answer within ${timeoutMs} ms`);
  const passed = (): number => Math.round(performance.now() - start);
  try {
    const state = await inTime(Promise.try(check), timeoutMs, late);
    const status = state === "degraded" ? state : state ? "up" : "down";
    return { status, ms: passed() };
  } catch (error) {
    const reason = error instanceof DependencyDown ? { reason: error.message } : {};
    return { status: "down", ms: passed(), ...reason };
  }
}

/** The worst of them. */
function overall(dependencies: Dependency[]): Status {
  const statuses = new Set(dependencies.map(({ status }) => status));
  return statuses.has("down") ? "down" : statuses.has("degraded") ? "degraded" : "up";
}

type HealthOptions = {
  timeoutMs?: number;
  /** Whether the process is about to end: it then is ready for nothing new. */
  isDraining?: () => boolean;
};

/**
 * Serves `/health/live` (the process answers) and `/health/ready` (one entry per dependency, 503 when
 * one is down, with the reason where it is known). A check that takes longer than `timeoutMs` counts as down.
 */
export function healthRoutes(
  app: FastifyInstance,
  checks: Record<string, HealthCheck>,
  { timeoutMs = 2_000, isDraining = () => false }: HealthOptions = {},
): void {
  app.get("/health/live", async () => ({ status: "up" }));
  app.get("/health/ready", async (_request, reply) => {
    const entries = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const,
      ),
    );
    const status = isDraining() ? "draining" : overall(entries.map(([, dependency]) => dependency));
    if (status === "down" || status === "draining") reply.code(503).header("retry-after", "1");
    return { status, dependencies: Object.fromEntries(entries) };
  });
}
