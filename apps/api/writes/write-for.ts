import type { FastifyRequest } from "fastify";
import type { ApiContext } from "../api-context.ts";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import type { DecisionContext } from "../tasks/change.ts";
import type { Answer } from "./answer.ts";
import type { Decision, Job, Tasks } from "./job.ts";
import { originOf } from "./origin.ts";

/** Carries out a write for whoever makes this request. `decide` may run more than once. */
export function writeFor(
  context: Pick<ApiContext, "writer">,
  request: FastifyRequest,
  reads: Job["reads"],
  decide: (tasks: Tasks, decision: DecisionContext) => Decision,
): Promise<Answer> {
  const principal = principalOf(request);
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principal;
  return context.writer.write({
    userId,
    reads,
    decide: (tasks) =>
      decide(tasks, { userId, timeZone, weekStart, defaultReminderLeadMinutes, now: Date.now() }),
    origin: originOf(request, principal),
    claim: claimOf(request),
  });
}
