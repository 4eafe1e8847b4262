import type { FastifyInstance } from "fastify";
import type { HealthCheck } from "./service.ts";

type Dependency = { status: "up" | "down"; ms: number };

async function runCheck(check: HealthCheck, timeoutMs: number): Promise<Dependency> {
  const start = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const expired = new Promise<boolean>((resolve) => {
    timeout.addEventListener("abort", () => resolve(false), { once: true });
  });
  const isUp = await Promise.race([Promise.try(check).catch(() => false), expired]);
  return { status: isUp ? "up" : "down", ms: Math.round(performance.now() - start) };
}

/**
 * Serves `/health/live` (the process answers) and `/health/ready` (one entry per dependency, 503 when
 * one is down). A check that takes longer than `timeoutMs` counts as down.
 */
export function healthRoutes(
  app: FastifyInstance,
  checks: Record<string, HealthCheck>,
  { timeoutMs = 2_000 }: { timeoutMs?: number } = {},
): void {
  app.get("/health/live", async () => ({ status: "up" }));
  app.get("/health/ready", async (_request, reply) => {
    const entries = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const,
      ),
    );
    const isReady = entries.every(([, dependency]) => dependency.status === "up");
    if (!isReady) reply.code(503).header("retry-after", "1");
    return { status: isReady ? "up" : "down", dependencies: Object.fromEntries(entries) };
  });
}
