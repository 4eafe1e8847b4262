import type { FastifyInstance } from "fastify";
import type { Log, Queryable } from "@pakaura/database/connection";
import { keepDeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { deliverOnce } from "../deliver-once.ts";
import {
  createPersistentDelivery,
  type Message,
  type RetryPolicy,
} from "../deliver-persistently.ts";
import type { HandleRows } from "../log/consumer.ts";
import { messageOn } from "../log/event-json.ts";
import type { LogRow } from "../log/log-row.ts";
import type { PlatformObserver } from "../observer.ts";
import type { Subscription } from "../pubsub.ts";

export type HandlerOptions = {
  group: string;
  app: FastifyInstance;
  subscriptions: Subscription[];
  /** For the dead letters. */
  queryable: Queryable;
  log: Log;
  observer: PlatformObserver;
  retry: RetryPolicy;
};

function messagesOf(rows: readonly LogRow[], subscriptions: Subscription[]): Message[] {
  const messages: Message[] = [];
  for (const row of rows) {
    const { id: eventId, correlation_id: correlationId, traceparent } = row;
    for (const { topic, route } of subscriptions) {
      const message = messageOn(topic, row);
      if (message) messages.push({ topic, route, eventId, correlationId, traceparent, ...message });
    }
  }
  return messages;
}

/** Handles rows for a broadcast: delivered once, acknowledged whatever comes back (the socket is a hint). */
export function createBroadcastHandler(options: HandlerOptions): HandleRows {
  const once = { ...options, timeoutMs: options.retry.timeoutMs };
  return async function handle(rows) {
    for (const message of messagesOf(rows, options.subscriptions)) await deliverOnce(once, message);
    return true;
  };
}

/** Handles rows for a consumer group: again and again with backoff, at last to the dead letters. */
export function createGroupHandler(options: HandlerOptions): HandleRows {
  const { subscriptions, queryable } = options;
  const deliverPersistently = createPersistentDelivery({
    ...options,
    keep: (letter) => keepDeadLetter(queryable, letter),
  });
  return async function handle(rows, signal) {
    for (const message of messagesOf(rows, subscriptions)) {
      if (!(await deliverPersistently(message, signal))) return false;
    }
    return true;
  };
}
