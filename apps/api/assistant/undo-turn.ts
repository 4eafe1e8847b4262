import type { FastifyRequest } from "fastify";
import { principalOf } from "../http/guard.ts";
import { claimOf } from "../http/idempotency-key.ts";
import { notFound } from "../http/path-parameter.ts";
import { type Answer, json } from "../writes/answer.ts";
import { readKeptAnswer } from "../writes/kept-answers.ts";
import { originOfTurn } from "../writes/origin.ts";
import type { AssistantContext } from "./assistant-context.ts";
import { forgetTurn, readTurn } from "./conversations.ts";
import { undoDeed } from "./undo-turns.ts";
import { writeTurn } from "./write-turn.ts";

/** Takes a whole turn back for whoever asks. Throws `not_found` when there is no such turn, or it was taken back. */
export async function undoTurn(
  context: AssistantContext,
  request: FastifyRequest,
  turnId: string,
): Promise<Answer> {
  const principal = principalOf(request);
  const { userId, timeZone, weekStart, defaultReminderLeadMinutes } = principal;
  const settings = { userId, timeZone, weekStart, defaultReminderLeadMinutes };
  const claim = claimOf(request);
  const known = await readKeptAnswer(context.pool, { userId, claim });
  if (known !== null) return known;
  const turn = await readTurn(context.state, userId, turnId);
  if (turn === null) throw notFound();
  const { decide, ...deed } = undoDeed([turn]);
  const { answer } = await writeTurn(context, {
    userId,
    claim,
    origin: originOfTurn(request, principal, turnId),
    ...deed,
    decide: (tasks, now) => {
      const { changes, tasks: items } = decide(tasks, { ...settings, now });
      return { changes, answer: json(200, { items }) };
    },
  });
  await forgetTurn(context.state, userId, turnId);
  return answer;
}
