import {
  listOpenSeriesSchema,
  onBehalfSchema,
  type SeriesSettled,
} from "@pakaura/contract/internal";
import { isUnreadableSeries } from "@pakaura/domain/unreadable-series";
import { parse } from "@pakaura/service/parse";
import { Problem } from "@pakaura/service/problem";
import type { FastifyInstance } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { readAddedLeads } from "../reminders/read-added-leads.ts";
import { json } from "../writes/answer.ts";
import { writeForSystem } from "../writes/write-for-system.ts";
import { listOpenSeries } from "./list-open-series.ts";
import { settleSeries } from "./settle-series.ts";

/** What the recurring service asks of the API, which alone writes tasks. */
export function seriesRoutes(app: FastifyInstance, context: ApiContext): void {
  app.post("/internal/tasks/:id/settle-series", async (request, reply) => {
    const id = pathId(request);
    const onBehalf = parse(onBehalfSchema, request.body);
    const addedLeads = await readAddedLeads(context.pool, onBehalf.user_id, id);
    const write = { actor: "recurring", onBehalf, reads: { stepOf: id } } as const;
    const answer = await writeForSystem(context, write, (tasks, decision) => {
      const { changes, arrivesAt } = readable(id, () =>
        settleSeries(tasks.get(id), tasks, decision, addedLeads),
      );
      const settled: SeriesSettled = { arrives_at: arrivesAt };
      return { changes, answer: json(200, settled) };
    });
    return send(reply, answer);
  });

  app.post("/internal/open-series", async (request) => {
    const { after } = parse(listOpenSeriesSchema, request.body);
    return { items: await listOpenSeries(context.pool, after) };
  });
}

/** Says which series cannot be read, and why: whoever asked gives it up. */
function readable<Result>(taskId: string, decide: () => Result): Result {
  try {
    return decide();
  } catch (error) {
    if (!isUnreadableSeries(error)) throw error;
    const detail = `The series of task ${taskId} cannot be read: ${error.message}`;
    throw new Problem("validation_failed", detail, { cause: error });
  }
}
