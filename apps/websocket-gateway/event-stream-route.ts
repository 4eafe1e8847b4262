import { streamEventsQuerySchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { EventStreamConnection } from "./event-stream-connection.ts";
import { openSession, type Gateway } from "./gateway.ts";
import type { CatchUp } from "./stream-session.ts";

/** Where to go on: from `Last-Event-ID`, which a browser sends when it returns, else from `after`. */
function resumeOf(
  query: z.infer<typeof streamEventsQuerySchema>,
  lastEventId: unknown,
): CatchUp | undefined {
  const id = typeof lastEventId === "string" && /^\d{1,15}$/.test(lastEventId) ? lastEventId : null;
  const since = id === null ? query.after : Number(id);
  return since === undefined ? undefined : { since, epoch: query.epoch };
}

/** `GET /api/v1/events/stream`: what the socket gives, as Server-Sent Events. */
export function eventStreamRoute(app: FastifyInstance, gateway: Gateway): void {
  const { authenticator, connections, registry, limits } = gateway;

  app.get("/api/v1/events/stream", { exposeHeadRoute: false }, async (request, reply) => {
    const principal = await authenticator.authenticate(request.headers);
    if (!principal) throw new Problem("unauthenticated", "Sign in first.");
    const query = parse(streamEventsQuerySchema, request.query, "query");
    // Who left meanwhile does so only once: nobody would take the session away again.
    if (reply.raw.destroyed) return reply.hijack();
    const connection = new EventStreamConnection(reply.raw, limits);
    const session = openSession(gateway, principal, connection, { canGiveReceipts: false });
    if (!session) throw new Problem("rate_limited", "There are too many open connections.");

    connections.add(connection);
    reply.raw.on("error", () => {});
    reply.raw.on("close", () => {
      session.ended();
      registry.remove(session);
      connections.remove(connection);
    });
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // Proxies such as nginx would hold events back until a buffer is full.
      "x-accel-buffering": "no",
    });
    reply.raw.flushHeaders();
    await session
      .start(resumeOf(query, request.headers["last-event-id"]))
      .catch(() => session.close(1011, ""));
    return reply;
  });
}
