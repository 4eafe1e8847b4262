import type { FastifyInstance } from "fastify";
import { callJob } from "./call-job.ts";
import { jobOfLetter, jobTopic } from "./dead-letters/job-letter.ts";
import type { Redelivery } from "./dead-letters/replay-dead-letter.ts";
import { deliver } from "./delivery.ts";
import type { Subscription } from "./pubsub.ts";

/** A dead letter on its way back to the service that refused it. */
export type Returned = { topic: string; event: string; eventId: string };

type Receiver = { name: string; app: FastifyInstance; subscriptions: readonly Subscription[] };

/** Delivers an event to a service once more, at the route of its subscription to the topic, or a job at its own. */
export async function deliverAgain(
  { name, app, subscriptions }: Receiver,
  { topic, event, eventId }: Returned,
  timeoutMs: number,
): Promise<Redelivery> {
  if (topic === jobTopic) {
    const failure = await callJob(app, jobOfLetter(event));
    return { error: failure?.error ?? null, wasTried: true };
  }
  const route = subscriptions.find((one) => one.topic === topic && one.mode !== "broadcast")?.route;
  if (route === undefined) return notHere(name, topic);
  const correlationId = `replay-${eventId}`;
  const delivery = { route, json: event, correlationId, traceparent: null };
  const failure = await deliver(app, delivery, timeoutMs);
  return { error: failure?.error ?? null, wasTried: true };
}

/** Nobody here takes such events. */
export function notHere(service: string, topic: string): Redelivery {
  return { error: `${service} takes no events of ${topic} here`, wasTried: false };
}
