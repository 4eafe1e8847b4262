import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { exportUser } from "./export-user.ts";

/** `GET /export`: everything of the user as a file. */
export function exportRoutes(app: FastifyInstance, { pool }: ApiContext): void {
  app.get("/export", async (request, reply) => {
    const now = Date.now();
    const exported = await exportUser(pool, principalOf(request).userId, now);
    const day = exported.exported_at.slice(0, 10);
    return reply
      .header("content-disposition", `attachment; filename="pakaura-${day}.json"`)
      .send(exported);
  });
}
