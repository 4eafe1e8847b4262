import type { Authenticator, Principal } from "@pakaura/accounts/authenticate";
import type { Logger } from "pino";
import type { ConnectionSet } from "./connection-set.ts";
import type { GatewayLimits } from "./limits.ts";
import type { SessionRegistry } from "./session-registry.ts";
import type { StreamLog } from "./stream-log.ts";
import { StreamSession } from "./stream-session.ts";
import type { Transport } from "./transport.ts";

/** What both kinds of connection share. */
export type Gateway = {
  authenticator: Authenticator;
  registry: SessionRegistry;
  connections: ConnectionSet;
  streamLog: StreamLog;
  limits: GatewayLimits;
  /** Origins beside the host that a request was sent to. */
  origins: readonly string[];
  log: Logger;
};

/**
 * Registers a session for a client that has signed in, so that it hears of events from now on; it
 * sends nothing before it is started. Null when the user has too many.
 */
export function openSession(
  gateway: Gateway,
  principal: Principal,
  transport: Transport,
): StreamSession | null {
  const { registry, streamLog, limits } = gateway;
  if ((registry.of(principal.userId)?.size ?? 0) >= limits.connectionsPerUser) return null;
  const session = new StreamSession({
    userId: principal.userId,
    credential: { kind: principal.kind, id: principal.id },
    transport,
    log: streamLog,
    limits,
  });
  registry.add(session);
  return session;
}
