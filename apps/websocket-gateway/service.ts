import type { Authenticator } from "@pakaura/accounts/authenticate";
import { onEvent } from "@pakaura/service/event-routes";
import { parse } from "@pakaura/service/parse";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type { Pool } from "pg";
import { attachSockets } from "./attach-sockets.ts";
import { closeEndedSessions } from "./close-ended-sessions.ts";
import { ConnectionSet } from "./connection-set.ts";
import { deliverUpdate, updateSchema } from "./deliver-update.ts";
import { eventStreamRoute } from "./event-stream-route.ts";
import type { Gateway } from "./gateway.ts";
import { defaultLimits, type GatewayLimits } from "./limits.ts";
import { createLookAhead } from "./look-ahead.ts";
import { notify, noticeSchema } from "./notify.ts";
import { SessionRegistry } from "./session-registry.ts";
import { createSocketServer } from "./socket-server.ts";
import { stopGateway } from "./stop-gateway.ts";
import { createStreamLog } from "./stream-log.ts";

export type GatewayConfig = {
  /** Origins that may open a socket with a cookie, beside the host that it is opened on. */
  origins?: readonly string[];
  limits?: Partial<GatewayLimits>;
};

type GatewayContext = ServiceContext & {
  pool: Pool;
  authenticator: Authenticator;
  config?: GatewayConfig;
};

/** Feeds the event stream to the user's open sessions (FR-024 to FR-026, FR-034). */
export function createGatewayService({
  pool,
  authenticator,
  log,
  config,
}: GatewayContext): Service {
  const limits = { ...defaultLimits, ...config?.limits };
  const registry = new SessionRegistry();
  const connections = new ConnectionSet(limits.beatMs);
  const gateway: Gateway = {
    authenticator,
    registry,
    connections,
    streamLog: createStreamLog(pool),
    limits,
    origins: (config?.origins ?? []).map((origin) => new URL(origin).origin),
    log,
  };
  const lookAhead = createLookAhead({ ...gateway, lateMs: limits.lateMs });
  const stopChecking = closeEndedSessions({ ...gateway, pool, recheckMs: limits.recheckMs });
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopGateway(gateway));

  return {
    name: "websocket-gateway",
    subscriptions: [{ topic: "task-updates", route: "/events/task-updates", mode: "broadcast" }],
    health: {
      database: async () => (await pool.query("select 1")).rowCount === 1,
    },
    publicRoutes: (app) => {
      attachSockets(app, createSocketServer(gateway));
      eventStreamRoute(app, gateway);
      // A server closes when its last connection has, and these do not end by themselves.
      app.addHook("preClose", stop);
    },
    internalRoutes: (app) => {
      onEvent(app, "/events/task-updates", updateSchema, (update) =>
        deliverUpdate(registry, lookAhead, update),
      );
      app.post("/internal/notify", async (request, reply) => {
        notify(registry, parse(noticeSchema, request.body));
        return reply.code(204).send();
      });
    },
    stop: async () => {
      stopChecking();
      await stop();
    },
  };
}
