import type { Authenticator, Principal } from "@pakaura/accounts/authenticate";
import type { Logger } from "pino";
import type { ConnectionSet } from "./connection-set.ts";
import type { GatewayLimits } from "./limits.ts";
import type { Receipts } from "./presence/receipts.ts";
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
  receipts: Receipts;
  limits: GatewayLimits;
  /** Origins beside the host that a request was sent to. */
  origins: readonly string[];
  log: Logger;
};

/**
 * Registers a session for a client that has signed in, so that it hears of events from now on; it
 * sends nothing before it is started. Receipts are taken of people alone: a token is a program's, whatever its scope.
 * Null when the user has too many.
 */
export function openSession(
  gateway: Gateway,
  principal: Principal,
  transport: Transport,
  { canGiveReceipts }: { canGiveReceipts: boolean },
): StreamSession | null {
  const { registry, streamLog, limits, receipts } = gateway;
  const { userId, kind, id } = principal;
  if ((registry.of(userId)?.size ?? 0) >= limits.connectionsPerUser) return null;
  const session = new StreamSession({
    userId,
    credential: { kind, id },
    transport,
    log: streamLog,
    limits,
    ...(canGiveReceipts && kind === "session"
      ? { onReceipt: (receipt) => receipts.take(userId, receipt) }
      : {}),
  });
  registry.add(session);
  return session;
}
