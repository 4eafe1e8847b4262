import { type Task, taskSchema } from "@pakaura/contract/task";
import type { FastifyRequest } from "fastify";
import { planUndo } from "../activity/decide-undo.ts";
import type { ApiContext } from "../api-context.ts";
import { Problem } from "@pakaura/service/problem";
import { principalOf } from "../http/guard.ts";
import { toTask } from "../tasks/to-task.ts";
import { json } from "../writes/answer.ts";
import { originOf } from "../writes/origin.ts";
import type { KeptTurn } from "./conversations.ts";

/**
 * Takes back what turns did, the newest of them first, all of it or nothing, as the log's own undo would, and answers
 * their tasks. `turnId` is the turn that asks for it. Throws `undo_conflict` when one of them has changed since.
 */
export async function undoTurns(
  context: ApiContext,
  request: FastifyRequest,
  turns: readonly KeptTurn[],
  turnId: string,
): Promise<Task[]> {
  const principal = principalOf(request);
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principal;
  const step = turns.toReversed().flatMap((turn) => turn.step);
  const ids = [...new Set(step.map(({ task_id: id }) => id))];
  const rows = step.map((row, sequence) => ({ ...row, sequence, time: new Date(row.time) }));
  const answer = await context.writer.write({
    userId,
    reads: { ids },
    decide: (tasks) => {
      const settings = { userId, timeZone, weekStart, defaultReminderLeadMinutes, now: Date.now() };
      const plan = planUndo(rows, tasks, settings);
      if (plan.conflicts.length > 0)
        throw new Problem("undo_conflict", "The tasks have changed since then.", {
          errors: plan.conflicts,
        });
      const items = ids.flatMap((id) => {
        const task = plan.tasks.get(id);
        return task === undefined ? [] : [toTask(task, settings)];
      });
      return { changes: plan.changes, answer: json(200, { items }) };
    },
    origin: { ...originOf(request, principal), actorDetail: "assistant", turnId },
    claim: null,
  });
  const { items } = JSON.parse(answer.body ?? "null") as { items: unknown[] };
  return items.map((item) => taskSchema.parse(item));
}
