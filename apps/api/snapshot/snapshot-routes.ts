import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { sendJson } from "../http/send.ts";
import { readSnapshot } from "./read-snapshot.ts";

/** `GET /snapshot`: where a client begins, or begins again when it is told to resync. */
export function snapshotRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/snapshot", async (request, reply) => {
    const { userId, timeZone } = principalOf(request);
    return sendJson(reply, await readSnapshot(context.pool, userId, { timeZone, now: Date.now() }));
  });
}
