import { listEventsQuerySchema } from "@pakaura/contract/http";
import {
  latestSequence,
  oldestSequence,
  readEpoch,
  readStreamRows,
  toEventJson,
} from "@pakaura/database/event-log";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { sendJson } from "../http/send.ts";

/** `GET /events`: the user's stream after a sequence, or 410 when it cannot be continued from there. */
export function eventRoutes(app: FastifyInstance, context: ApiContext): void {
  const { pool } = context;
  app.get("/events", async (request, reply) => {
    const query = parse(listEventsQuerySchema, request.query, "query");
    const { userId } = principalOf(request);
    const [epoch, rows] = await Promise.all([
      readEpoch(pool),
      readStreamRows(pool, { userId, after: query.after, limit: query.limit }),
    ]);
    if (query.epoch !== undefined && query.epoch !== epoch) {
      throw resyncRequired("These sequences are of another epoch.");
    }
    const latest = Math.max(await latestSequence(pool, userId), rows.at(-1)?.sequence ?? 0);
    if (query.after > latest) throw resyncRequired(`The stream ends at ${latest}.`);
    if (query.after < latest && rows[0]?.sequence !== query.after + 1) {
      const oldest = await oldestSequence(pool, userId);
      throw resyncRequired(
        oldest === null ? "No events are kept." : `Events are kept from ${oldest} on.`,
      );
    }
    const events = rows.map(toEventJson).join(",");
    return sendJson(
      reply,
      `{"epoch":${JSON.stringify(epoch)},"events":[${events}],"latest_sequence":${latest}}`,
    );
  });
}

function resyncRequired(reason: string): Problem {
  return new Problem("resync_required", `${reason} Fetch the tasks again.`);
}
