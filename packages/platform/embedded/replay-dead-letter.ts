import type { Queryable } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { Subscription } from "../pubsub.ts";
import { deliver } from "../delivery.ts";
import {
  discardDeadLetter,
  noteFailedReplay,
  readDeadLetter,
} from "../dead-letters/stored-dead-letters.ts";

/** `error` is null when the service took the event. */
export type Replay = { error: string | null };

type Replayer = {
  queryable: Queryable;
  /** Where the service takes events of the topic, or null when it does not run here. */
  find: (service: string, topic: string) => { app: FastifyInstance; route: string } | null;
  timeoutMs: number;
};

/** The route of a service's subscription to a topic. */
export function routeFor(subscriptions: Subscription[], topic: string): string | null {
  return (
    subscriptions.find((one) => one.topic === topic && one.mode !== "broadcast")?.route ?? null
  );
}

/**
 * Delivers a dead letter once more. Taken, it is gone; refused, it stays with the new error and one
 * more try. Null when there is no such dead letter.
 */
export async function replayDeadLetter(
  { queryable, find, timeoutMs }: Replayer,
  id: string,
): Promise<Replay | null> {
  const letter = await readDeadLetter(queryable, id);
  if (!letter) return null;
  const target = find(letter.service, letter.topic);
  if (!target) return { error: `${letter.service} takes no events of ${letter.topic} here` };
  const delivery = {
    route: target.route,
    json: letter.event,
    correlationId: `replay-${letter.event_id}`,
    traceparent: null,
  };
  const failure = await deliver(target.app, delivery, timeoutMs);
  if (failure) await noteFailedReplay(queryable, id, failure.error);
  else await discardDeadLetter(queryable, id);
  return { error: failure?.error ?? null };
}
