import { assistantRequestSchema, type AssistantAnswer } from "@pakaura/contract/assistant";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import { principalOf } from "../http/guard.ts";
import { notFound, pathId } from "../http/path-parameter.ts";
import { createRequestLimit } from "../http/request-limit.ts";
import { send } from "../http/send.ts";
import { json } from "../writes/answer.ts";
import type { AssistantContext } from "./assistant-context.ts";
import { forgetTurn, readTurn } from "./conversations.ts";
import { aboutModel } from "./model/about-model.ts";
import { loadLibraries } from "./model/read-again.ts";
import { takeTurn } from "./take-turn.ts";
import { undoTurns } from "./undo-turns.ts";

const turnsPerMinute = 20;

/** What is said to the assistant, and the way back: `/api/v1/assistant`. */
export function assistantRoutes(app: FastifyInstance, context: AssistantContext): void {
  const requireTurn = createRequestLimit(turnsPerMinute);
  // The first who needs a model does not wait for more than the model.
  if (context.model !== null)
    app.addHook("onReady", async () => {
      await loadLibraries();
    });

  app.get("/assistant", async (request, reply) =>
    send(reply, json(200, await aboutModel(context, principalOf(request).userId))),
  );

  app.post("/assistant", async (request, reply) => {
    const said = parse(assistantRequestSchema, request.body);
    await requireTurn(principalOf(request).userId);
    const answer = await takeTurn(context, request, said);
    if (request.headers.accept?.includes("text/event-stream") !== true)
      return send(reply, json(200, answer));
    return reply.type("text/event-stream; charset=utf-8").send(asEvents(answer));
  });

  app.post("/assistant/turns/:id/undo", async (request, reply) => {
    const { userId } = principalOf(request);
    const id = pathId(request);
    const turn = await readTurn(context.state, userId, id);
    if (turn === null) throw notFound();
    const items = await undoTurns(context, request, [turn], id);
    await forgetTurn(context.state, userId, id);
    return send(reply, json(200, { items }));
  });
}

function asEvents(answer: AssistantAnswer): string {
  const delta = JSON.stringify({ text: answer.reply });
  return `event: delta\ndata: ${delta}\n\nevent: done\ndata: ${JSON.stringify(answer)}\n\n`;
}
