import type { Log, Queryable } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import { keepDeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { uuidOf } from "../uuid-of.ts";
import { readDeadLetterEvent } from "./dead-letter-event.ts";
import { readRecord } from "./read-delivery.ts";

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps what comes on the topic `dead-letters`, for operators to see and replay. */
export function deadLetterRoute(
  internal: FastifyInstance,
  { queryable, log }: { queryable: Queryable; log: Log },
): void {
  internal.post("/events/dead-letters", async (request, reply) => {
    const { json, place } = readRecord(request.body, request.headers);
    const letter = readDeadLetterEvent(parse(json));
    if (!letter) {
      log.error({ place }, "What lies on the dead letters is no dead letter");
      return reply.code(204).send();
    }
    const { event, eventId } = letter;
    const isJson = parse(event) !== null;
    await keepDeadLetter(queryable, {
      ...letter,
      eventId: uuidPattern.test(eventId) ? eventId : uuidOf(eventId),
      event: isJson ? event : JSON.stringify(event),
    });
    return reply.code(204).send();
  });
}
