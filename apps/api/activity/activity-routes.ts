import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { readTasks } from "../tasks/task-row.ts";
import { json } from "../writes/answer.ts";
import { listActivity } from "./list-activity.ts";

/** The activity log: all of it, and that of one task, which may be deleted. */
export function activityRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/activity", async (request, reply) => {
    const { userId } = principalOf(request);
    return send(reply, json(200, await listActivity(context.pool, { userId }, request.query)));
  });

  app.get("/tasks/:id/activity", async (request, reply) => {
    const { userId } = principalOf(request);
    const taskId = pathId(request);
    const page = await listActivity(context.pool, { userId, taskId }, request.query);
    // Entries are written a moment after the task, and outlive it.
    if (page.total === 0 && (await readTasks(context.pool, userId, [taskId])).length === 0) {
      throw notFound();
    }
    return send(reply, json(200, page));
  });
}
