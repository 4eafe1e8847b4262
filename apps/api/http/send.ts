import type { FastifyReply } from "fastify";
import type { Answer } from "../writes/answer.ts";

const jsonType = "application/json; charset=utf-8";

/** Sends an answer that has been decided. */
export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.code(answer.status).headers(answer.headers);
  return answer.body === null ? reply.send() : sendJson(reply, answer.body);
}

/** Sends JSON text as it is. */
export function sendJson(reply: FastifyReply, body: string): FastifyReply {
  return reply.header("content-type", jsonType).send(body);
}
