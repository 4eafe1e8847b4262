import { exportActivityQuerySchema } from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import type { DecisionContext } from "../tasks/change.ts";
import { readTasks } from "../tasks/task-row.ts";
import { json } from "../writes/answer.ts";
import { type FileContext, sendFile } from "../threads/send-file.ts";
import { writeFor } from "../writes/write-for.ts";
import { decideUndo } from "./decide-undo.ts";
import { listActivity } from "./list-activity.ts";
import { readEntry, readStep } from "./read-step.ts";

const activityTypes = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

/** The activity log: all of it, and that of one task, which may be deleted; and the way back. */
export function activityRoutes(
  app: FastifyInstance,
  context: ApiContext & { files: FileContext },
): void {
  app.get("/activity", async (request, reply) => {
    const view = viewOf(request);
    const page = await listActivity(context.pool, { userId: view.userId }, request.query, view);
    return send(reply, json(200, page));
  });

  app.get("/activity/export", (request, reply) => {
    const { userId, timeZone } = principalOf(request);
    const query = parse(exportActivityQuerySchema, request.query, "query");
    return sendFile(reply, context.files, {
      work: { file: "activity", userId, timeZone, query },
      headers: {
        "content-type": activityTypes[query.format],
        "content-disposition": `attachment; filename="pakaura-activity.${query.format}"`,
      },
    });
  });

  app.get("/tasks/:id/activity", async (request, reply) => {
    const view = viewOf(request);
    const { userId } = view;
    const taskId = pathId(request);
    const page = await listActivity(context.pool, { userId, taskId }, request.query, view);
    // Entries are written a moment after the task, and outlive it.
    if (page.total === 0 && !(await isKnown(context, userId, taskId))) throw notFound();
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

/** Whether the task is, or was, one of the user's. */
async function isKnown(context: ApiContext, userId: string, taskId: string): Promise<boolean> {
  const [task] = await readTasks(context.pool, userId, [taskId]);
  if (task !== undefined) return true;
  const { rowCount } = await context.pool.query(
    "select from activity_log where task_id = $1 and user_id = $2 limit 1",
    [taskId, userId],
  );
  return rowCount === 1;
}

function viewOf(request: FastifyRequest): DecisionContext {
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principalOf(request);
  return { userId, timeZone, weekStart, defaultReminderLeadMinutes, now: Date.now() };
}
