import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { json, noContent } from "../writes/answer.ts";
import { disconnectApp, listConnectedApps } from "./connected-apps.ts";

/** The apps that may get at the person's tasks (OAuth), and the end of that. */
export function connectedAppRoutes(app: FastifyInstance, { pool }: Pick<ApiContext, "pool">): void {
  app.get("/connected-apps", async (request, reply) => {
    const items = await listConnectedApps(pool, principalOf(request).userId);
    return send(reply, json(200, { items }));
  });

  app.delete("/connected-apps/:id", async (request, reply) => {
    const isEnded = await disconnectApp(pool, principalOf(request).userId, pathId(request));
    if (!isEnded) throw notFound();
    return send(reply, noContent);
  });
}
