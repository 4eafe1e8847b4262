import { snapshotQuerySchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { readSnapshot } from "./read-snapshot.ts";

/** `GET /snapshot`: where a client begins, or begins again when it is told to resync. */
export function snapshotRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/snapshot", async (request, reply) => {
    const { userId, timeZone } = principalOf(request);
    const query = parse(snapshotQuerySchema, request.query, "query");
    const view = { timeZone, now: Date.now() };
    const chunks = await readSnapshot(context.pool, userId, view, query.include_deleted);
    return reply
      .headers({
        "content-type": "application/json; charset=utf-8",
        "content-length": chunks.reduce((sum, chunk) => sum + chunk.length, 0),
      })
      .send(Readable.from(chunks));
  });
}
