import type { Authenticator } from "@pakaura/accounts/authenticate";
import {
  presenceQuerySchema,
  type presenceSchema,
  receiptsQuerySchema,
} from "@pakaura/contract/internal";
import { onEvent } from "@pakaura/service/event-routes";
import { parse } from "@pakaura/service/parse";
import type { Service, ServiceContext } from "@pakaura/service/service";
import type { Pool } from "pg";
import type { z } from "zod";
import { attachSockets } from "./attach-sockets.ts";
import { closeEndedSessions } from "./close-ended-sessions.ts";
import { ConnectionSet } from "./connection-set.ts";
import { deliverUpdate, updateSchema } from "./deliver-update.ts";
import { eventStreamRoute } from "./event-stream-route.ts";
import type { Gateway } from "./gateway.ts";
import { defaultLimits, type GatewayLimits } from "./limits.ts";
import { createLookAhead } from "./look-ahead.ts";
import { notify, notifyHere, noticeSchema } from "./notify.ts";
import { Presence } from "./presence/presence.ts";
import { Receipts } from "./presence/receipts.ts";
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
  platform: { state, replica },
  pool,
  authenticator,
  log,
  config,
}: GatewayContext): Service {
  const limits = { ...defaultLimits, ...config?.limits };
  const registry = new SessionRegistry((userId) => presence.changed(userId));
  const presence = new Presence({ state, replica, registry, limits, log });
  const receipts = new Receipts({ state, limits, log });
  const connections = new ConnectionSet(limits.beatMs);
  const gateway: Gateway = {
    authenticator,
    registry,
    connections,
    streamLog: createStreamLog(pool),
    receipts,
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
        deliverUpdate({ registry, receipts, lookAhead }, update),
      );
      const everywhere = { registry, receipts, presence, replica };
      app.post("/internal/notify", async (request, reply) => {
        await notify(everywhere, parse(noticeSchema, request.body));
        return reply.code(204).send();
      });
      app.post("/internal/replica/notify", async (request, reply) => {
        notifyHere(everywhere, parse(noticeSchema, request.body));
        return reply.code(204).send();
      });
      app.post("/internal/presence", async (request): Promise<z.infer<typeof presenceSchema>> => {
        const { user_id: userId } = parse(presenceQuerySchema, request.body);
        return { is_open: await presence.isOpen(userId) };
      });
      app.post("/internal/receipts", async (request) => {
        const { user_id: userId, event_ids: eventIds } = parse(receiptsQuerySchema, request.body);
        return receipts.of(userId, eventIds);
      });
    },
    stop: async () => {
      stopChecking();
      await stop();
      await presence.stop();
    },
  };
}
