import {
  bulkSchema,
  createTaskSchema,
  ofSeriesQuerySchema,
  updateTaskQuerySchema,
  updateTaskSchema,
} from "@pakaura/contract/http";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { etagOf, requireVersion } from "../http/if-match.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send, sendJson } from "../http/send.ts";
import { deleteSeries } from "../series/delete-series.ts";
import { editFollowing } from "../series/edit-following.ts";
import { restoreSeries } from "../series/restore-series.ts";
import { editsSeries } from "../series/series-values.ts";
import { json, noContent } from "../writes/answer.ts";
import { idTaken } from "../writes/database-problem.ts";
import { createUnderFreeIds } from "../writes/foreign-ids.ts";
import { writeFor } from "../writes/write-for.ts";
import { bulkIds, decideBulk, withIds } from "./bulk.ts";
import { completeTask, uncompleteTask } from "./complete-task.ts";
import { createTask } from "./create-task.ts";
import { deleteTask, restoreTask } from "./delete-task.ts";
import { listTasks } from "./list-tasks.ts";
import { stopRecurrence } from "./stop-recurrence.ts";
import { TaskCounts } from "./task-counts.ts";
import { readTasks } from "./task-row.ts";
import { toTask } from "./to-task.ts";
import { updateTask } from "./update-task.ts";
import { anyTask, liveTask, writeTask } from "./write-task.ts";

/** Everything under `/api/v1/tasks` but a task's activity. */
export function taskRoutes(app: FastifyInstance, context: ApiContext): void {
  const lists = { pool: context.pool, counts: new TaskCounts(context.pool) };
  app.get("/tasks", async (request, reply) => {
    const page = await listTasks(lists, principalOf(request), request.query);
    return sendJson(reply, JSON.stringify(page));
  });

  app.get("/tasks/:id", async (request, reply) => {
    const { userId, timeZone } = principalOf(request);
    const [task] = await readTasks(context.pool, userId, [pathId(request)]);
    if (task === undefined || task.deletedAt !== null) throw notFound();
    const headers = { etag: etagOf(task.version) };
    return send(reply, json(200, toTask(task, { timeZone, now: Date.now() }), headers));
  });

  app.post("/tasks", async (request, reply) => {
    const body = parse(createTaskSchema, request.body);
    const ids = body.id === undefined ? [] : [body.id];
    const { userId } = principalOf(request);
    const answer = await createUnderFreeIds(context, { userId, ids }, (idOf) =>
      writeFor(context, request, { ids: [] }, (tasks, decision) => {
        const change = createTask({ ...body, ...(body.id && { id: idOf(body.id) }) }, decision);
        const { id, version } = change.task;
        if (tasks.get(id) !== undefined) throw idTaken();
        const headers = { location: `/api/v1/tasks/${id}`, etag: etagOf(version) };
        return { changes: [change], answer: json(201, change.task, headers) };
      }),
    );
    return send(reply, answer);
  });

  app.post("/tasks/bulk", async (request, reply) => {
    const { operations } = parse(bulkSchema, request.body);
    const { userId } = principalOf(request);
    const given = { userId, ids: bulkIds(operations) };
    const answer = await createUnderFreeIds(context, given, (idOf) => {
      const named = operations.map((operation) => withIds(operation, idOf));
      return writeFor(context, request, { ids: bulkIds(named) }, (tasks, decision) =>
        decideBulk(named, tasks, decision),
      );
    });
    return send(reply, answer);
  });

  app.patch("/tasks/:id", (request, reply) => {
    pathId(request);
    const { scope } = parse(updateTaskQuerySchema, request.query, "query");
    const body = parse(updateTaskSchema, request.body);
    const withSeries = scope === "following" && editsSeries(body);
    return writeTask(
      context,
      request,
      reply,
      (task, decision, tasks) => {
        const changes = updateTask(task, body, decision, scope);
        const after = changes.at(-1)?.after;
        if (!withSeries || after === undefined) return changes;
        return [...changes, ...editFollowing(task, after, tasks, decision)];
      },
      { withSeries },
    );
  });

  app.delete("/tasks/:id", async (request, reply) => {
    const id = pathId(request);
    const { series } = parse(ofSeriesQuerySchema, request.query, "query");
    const reads = series ? { openSeriesOf: id } : { ids: [id] };
    const answer = await writeFor(context, request, reads, (tasks, decision) => {
      const task = liveTask(tasks, id);
      requireVersion(request, task.version);
      const changes = series ? deleteSeries(task, tasks, decision) : deleteTask(task, decision);
      return { changes, answer: noContent };
    });
    return send(reply, answer);
  });

  app.post("/tasks/:id/complete", (request, reply) =>
    writeTask(context, request, reply, completeTask),
  );
  app.post("/tasks/:id/uncomplete", (request, reply) =>
    writeTask(context, request, reply, uncompleteTask),
  );
  app.post("/tasks/:id/restore", (request, reply) => {
    const { series } = parse(ofSeriesQuerySchema, request.query, "query");
    return writeTask(
      context,
      request,
      reply,
      (task, decision, tasks) =>
        series ? restoreSeries(task, tasks, decision) : restoreTask(task, decision),
      { find: anyTask, withSeries: series },
    );
  });
  app.delete("/tasks/:id/recurrence", (request, reply) =>
    writeTask(context, request, reply, stopRecurrence),
  );
}
