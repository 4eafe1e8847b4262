import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isSameSecret } from "../is-same-secret.ts";

/** Refuses whoever is not our sidecar: it sends the token that it was started with (APP_API_TOKEN). */
export function demandAppToken(app: FastifyInstance, token: string): void {
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    if (isSameSecret(request.headers["dapr-api-token"], token)) return undefined;
    return reply.code(401).send();
  });
}
