import { feedQuerySchema } from "@pakaura/contract/transfer";
import { createSharedLimit } from "@pakaura/database/shared-limit";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { refuseIfLimited } from "../http/rate-limited.ts";
import { type FileContext, sendFile } from "../threads/send-file.ts";

/** Calendars ask every few minutes at most. */
const requestsPerMinute = 30;

/**
 * `GET /api/v1/feed.ics?token=pak_...`: the tasks as a calendar to subscribe to. Calendars send no
 * header, so an access token comes in the address, best one that opens nothing else (scope `feed`); it
 * ends when the token is revoked.
 */
export function feedRoutes(
  app: FastifyInstance,
  {
    pool,
    authenticator,
    files,
  }: Pick<ApiContext, "pool" | "authenticator"> & { files: FileContext },
): void {
  const limit = createSharedLimit({
    pool,
    name: "feed",
    points: requestsPerMinute,
    periodSeconds: 60,
  });
  app.get("/api/v1/feed.ics", async (request, reply) => {
    const { token, as } = parse(feedQuerySchema, request.query, "query");
    const principal = token ? await authenticator.authenticateFeed(token) : null;
    if (principal === null) {
      throw new Problem(
        "unauthenticated",
        "The token of this address is not valid, or was revoked.",
      );
    }
    refuseIfLimited(await limit.take(principal.userId));
    const { userId, timeZone } = principal;
    return sendFile(reply, files, {
      work: { file: "feed", userId, view: { timeZone, now: Date.now(), as } },
      headers: {
        "cache-control": "private, no-store",
        "content-type": "text/calendar; charset=utf-8",
      },
    });
  });
}
