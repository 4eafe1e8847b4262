import type { FastifyInstance } from "fastify";
import { findEventDoor } from "./event-door.ts";

export type Delivery = {
  route: string;
  json: string;
  correlationId: string;
  traceparent: string | null;
};

/**
 * - `permanent`: the same again would fail again (the event is malformed).
 * - `unavailable`: not the event's fault (503): tried again for as long as it takes.
 */
export type Failure = { error: string; kind: "transient" | "permanent" | "unavailable" };

type Answer = { status: number; body: string };

const permanentStatuses = new Set([400, 413, 415, 422]);

/** What an answer other than 2xx says of what was handed over. */
export function failureOf(status: number, body: string): Failure {
  const error = `HTTP ${status}: ${body.slice(0, 2_000)}`;
  if (permanentStatuses.has(status)) return { error, kind: "permanent" };
  return { error, kind: status === 503 ? "unavailable" : "transient" };
}

function send(app: FastifyInstance, delivery: Delivery): Promise<Answer> {
  const door = findEventDoor(app, delivery.route);
  if (door) return door(delivery.json);
  const headers: Record<string, string> = {
    "content-type": "application/cloudevents+json",
    "x-correlation-id": delivery.correlationId,
  };
  if (delivery.traceparent !== null) headers["traceparent"] = delivery.traceparent;
  return inject(app, delivery.route, headers, delivery.json);
}

function inject(
  app: FastifyInstance,
  url: string,
  headers: Record<string, string>,
  payload: string,
) {
  return new Promise<Answer>((resolve, reject) => {
    app.inject({ method: "POST", url, headers, payload }, (error, answer) => {
      if (answer)
        resolve({ status: answer.statusCode, body: answer.statusCode < 300 ? "" : answer.body });
      else reject(error ?? new Error("no answer"));
    });
  });
}

/** Hands one event to its route, as the sidecar would; null when it was acknowledged (2xx). Never rejects. */
export async function deliver(
  app: FastifyInstance,
  delivery: Delivery,
  timeoutMs: number,
): Promise<Failure | null> {
  const { promise: expired, resolve: expire } = Promise.withResolvers<null>();
  const timer = setTimeout(expire, timeoutMs, null);
  try {
    const answer = await Promise.race([send(app, delivery), expired]);
    if (answer === null) return { error: `no answer within ${timeoutMs} ms`, kind: "transient" };
    return answer.status >= 200 && answer.status < 300
      ? null
      : failureOf(answer.status, answer.body);
  } catch (error) {
    return { error: String(error), kind: "unavailable" };
  } finally {
    clearTimeout(timer);
  }
}
