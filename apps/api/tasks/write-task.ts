import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { etagOf, requireVersion } from "../http/if-match.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { send } from "../http/send.ts";
import { isTakenBack } from "../series/is-taken-back.ts";
import { json } from "../writes/answer.ts";
import type { Decision, Tasks } from "../writes/job.ts";
import { writeFor } from "../writes/write-for.ts";
import type { Change, DecisionContext } from "./change.ts";
import type { StoredTask } from "./stored-task.ts";
import { toTask } from "./to-task.ts";

export type TaskAction = (task: StoredTask, context: DecisionContext, tasks: Tasks) => Change[];

/** The user's task of this id that is not in the trash; else 404. */
export function liveTask(tasks: Tasks, id: string): StoredTask {
  const task = tasks.get(id);
  if (task === undefined || task.deletedAt !== null) throw notFound();
  return task;
}

/** The user's task of this id, the trash included; else 404, also for an instance that was taken back. */
export function anyTask(tasks: Tasks, id: string): StoredTask {
  const task = tasks.get(id);
  if (task === undefined || isTakenBack(task)) throw notFound();
  return task;
}

/**
 * Carries out an action upon the task of the path, and answers the task as it is then. `withSeries`: the
 * action sees the open instances of its series too.
 */
export async function writeTask(
  context: Pick<ApiContext, "writer">,
  request: FastifyRequest,
  reply: FastifyReply,
  action: TaskAction,
  { find = liveTask, withSeries = false } = {},
): Promise<FastifyReply> {
  const id = pathId(request);
  const reads = withSeries ? { openSeriesOf: id } : { ids: [id] };
  const answer = await writeFor(context, request, reads, (tasks, decision) => {
    const task = find(tasks, id);
    requireVersion(request, task.version);
    return taskDecision(task, action(task, decision, tasks), decision);
  });
  return send(reply, answer);
}

/** Changes that a request makes, answered with the task of its path that they lead to. */
function taskDecision(task: StoredTask, changes: Change[], context: DecisionContext): Decision {
  const ofTask = changes.findLast(({ after }) => after.id === task.id);
  const answered = ofTask?.task ?? toTask(task, context);
  return { changes, answer: json(200, answered, { etag: etagOf(answered.version) }) };
}
