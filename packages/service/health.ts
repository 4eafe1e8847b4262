import type { FastifyInstance } from "fastify";
import type { HealthCheck } from "./service.ts";

type Dependency = { status: "up" | "down"; ms: number; reason?: string };

/** What a check rejects with that knows why, in words that anybody may read: readiness is public. */
export class DependencyDown extends Error {
  override name = "DependencyDown";
}

async function runCheck(check: HealthCheck, timeoutMs: number): Promise<Dependency> {
  const start = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  const expired = new Promise<never>((_resolve, reject) => {
    const late = new DependencyDown(`no answer within ${timeoutMs} ms`);
    timeout.addEventListener("abort", () => reject(late), { once: true });
  });
  const passed = (): number => Math.round(performance.now() - start);
  try {
    const isUp = await Promise.race([Promise.try(check), expired]);
    return { status: isUp ? "up" : "down", ms: passed() };
  } catch (error) {
    const reason = error instanceof DependencyDown ? { reason: error.message } : {};
    return { status: "down", ms: passed(), ...reason };
  }
}

/**
 * Serves `/health/live` (the process answers) and `/health/ready` (one entry per dependency, 503 when
 * one is down, with the reason where it is known). A check that takes longer than `timeoutMs` counts as down.
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
