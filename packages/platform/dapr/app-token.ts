import { timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

function isSame(given: unknown, expected: string): boolean {
  const left = Buffer.from(typeof given === "string" ? given : "");
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Refuses whoever is not our sidecar: it sends the token that it was started with (APP_API_TOKEN). */
export function demandAppToken(app: FastifyInstance, token: string): void {
  app.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    if (isSame(request.headers["dapr-api-token"], token)) return undefined;
    return reply.code(401).send();
  });
}
