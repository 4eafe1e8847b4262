import { Problem } from "@pakaura/service/problem";
import type { FastifyRequest } from "fastify";
import type { AuthRoute } from "./auth-route-table.ts";

/** How what somebody tried at the door ended. */
type Outcome = "succeeded" | "refused" | "limited";

/**
 * Writes down what was tried at the door, and how it ended (OWASP ASVS 5, 16.3): when, from where, on which
 * account, and by which route; never the address or the secret that were typed, which may be of somebody else.
 */
export function logSecurityEvent(
  request: FastifyRequest,
  { path, kind }: AuthRoute,
  { outcome, userId }: { outcome: Outcome; userId: string | null },
): void {
  // Looking at one's own session is none.
  if (request.method === "GET" && kind === "session") return;
  const level = outcome === "limited" ? "warn" : "info";
  const fields = { security_event: path, kind, outcome, user_id: userId, address: request.ip };
  request.log[level](fields, "account");
}

/** The outcome of what was refused before anything was compared; null for what is no refusal. */
export function outcomeOf(error: unknown): Outcome | null {
  if (!(error instanceof Problem)) return null;
  return error.code === "rate_limited" ? "limited" : "refused";
}
