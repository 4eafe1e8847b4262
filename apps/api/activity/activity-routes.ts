import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { readTasks } from "../tasks/task-row.ts";
import { json } from "../writes/answer.ts";
import { writeFor } from "../writes/write-for.ts";
import { decideUndo } from "./decide-undo.ts";
import { listActivity } from "./list-activity.ts";
import { readEntry, readStep } from "./read-step.ts";

/** The activity log: all of it, and that of one task, which may be deleted; and the way back. */
export function activityRoutes(app: FastifyInstance, context: ApiContext): void {
  app.get("/activity", async (request, reply) => {
    const view = viewOf(request);
    const page = await listActivity(context.pool, { userId: view.userId }, request.query, view);
    return send(reply, json(200, page));
  });

  app.get("/tasks/:id/activity", async (request, reply) => {
    const view = viewOf(request);
    const { userId } = view;
    const taskId = pathId(request);
    const page = await listActivity(context.pool, { userId, taskId }, request.query, view);
    // Entries are written a moment after the task, and outlive it.
    if (page.total === 0 && (await readTasks(context.pool, userId, [taskId])).length === 0) {
      throw notFound();
    }
    return send(reply, json(200, page));
  });

  app.post("/activity/:id/undo", async (request, reply) => {
    const { userId } = principalOf(request);
    const entry = await readEntry(context.pool, userId, pathId(request));
    if (entry === undefined) throw notFound();
    const step = await readStep(context.pool, userId, entry);
    const ids = [...new Set(step.map((row) => row.task_id))];
    const answer = await writeFor(context, request, { ids }, (tasks, decision) =>
      decideUndo(entry, step, tasks, decision),
    );
    return send(reply, answer);
  });
}

function viewOf(request: FastifyRequest): DecisionContext {
  const { userId, timeZone, defaultReminderLeadMinutes } = principalOf(request);
  return { userId, timeZone, defaultReminderLeadMinutes, now: Date.now() };
}
