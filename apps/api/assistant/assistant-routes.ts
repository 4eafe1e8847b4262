import { assistantRequestSchema, type AssistantAnswer } from "@pakaura/contract/assistant";
import { parse } from "@pakaura/service/parse";
import type { FastifyInstance } from "fastify";
import { principalOf } from "../http/guard.ts";
import { pathId } from "../http/path-parameter.ts";
import { createRequestLimit } from "../http/request-limit.ts";
import { send } from "../http/send.ts";
import { json } from "../writes/answer.ts";
import type { AssistantContext } from "./assistant-context.ts";
import { aboutModel } from "./model/about-model.ts";
import { loadLibraries } from "./model/read-again.ts";
import { takeTurn } from "./take-turn.ts";
import { undoTurn } from "./undo-turn.ts";

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
    if (request.headers.accept?.includes("text/event-stream") !== true) return send(reply, answer);
    return reply.type("text/event-stream; charset=utf-8").send(asEvents(answer.body ?? ""));
  });

  app.post("/assistant/turns/:id/undo", async (request, reply) =>
    send(reply, await undoTurn(context, request, pathId(request))),
  );
}

function asEvents(body: string): string {
  const { reply } = JSON.parse(body) as AssistantAnswer;
  const delta = JSON.stringify({ text: reply });
  return `event: delta\ndata: ${delta}\n\nevent: done\ndata: ${body}\n\n`;
}
