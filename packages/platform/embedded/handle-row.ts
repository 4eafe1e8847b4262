import type { Topic } from "@pakaura/contract/events";
import type { Log, Queryable } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { PlatformObserver } from "../observer.ts";
import type { Subscription } from "../pubsub.ts";
import { keepDeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { deliver, type Failure } from "../delivery.ts";
import { messageOn } from "../log/event-json.ts";
import type { LogRow } from "../log/read-page.ts";
import { backoffMs, wait } from "../log/wait.ts";

export type RetryPolicy = {
  /** Tries of one event before it goes to the dead letters. */
  maxTries: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** A handler that takes longer counts as failed. */
  timeoutMs: number;
};

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

type Message = { topic: Topic; route: string; type: string; json: string };

function messagesOf(row: LogRow, subscriptions: Subscription[]): Message[] {
  const messages: Message[] = [];
  for (const { topic, route } of subscriptions) {
    const message = messageOn(topic, row);
    if (message) messages.push({ topic, route, ...message });
  }
  return messages;
}

/** Handles a row for a broadcast: delivered once, acknowledged whatever comes back (the socket is a hint). */
export function createBroadcastHandler({
  group,
  app,
  subscriptions,
  log,
  observer,
  retry,
}: HandlerOptions) {
  return async function handle(row: LogRow): Promise<boolean> {
    for (const { route, type, json } of messagesOf(row, subscriptions)) {
      const delivery = {
        route,
        json,
        correlationId: row.correlation_id,
        traceparent: row.traceparent,
      };
      const failure = await deliver(app, delivery, retry.timeoutMs);
      if (failure)
        log.warn({ group, eventId: row.id, error: failure.error }, "A broadcast was not taken");
      observer.onProcessed(group, type, failure ? "dead_letter" : "ok");
    }
    return true;
  };
}

/** Handles a row for a consumer group: again and again with backoff, at last to the dead letters. */
export function createGroupHandler(options: HandlerOptions) {
  const { group, app, subscriptions, queryable, log, observer, retry } = options;

  async function keep(
    row: LogRow,
    message: Message,
    failure: Failure,
    tries: number,
    signal: AbortSignal,
  ) {
    const letter = {
      consumerGroup: group,
      eventId: row.id,
      topic: message.topic,
      event: message.json,
      tries,
    };
    while (!signal.aborted) {
      try {
        await keepDeadLetter(queryable, { ...letter, error: failure.error });
        log.error(
          { group, eventId: row.id, type: row.type, tries, error: failure.error },
          "An event went to the dead letters",
        );
        observer.onProcessed(group, message.type, "dead_letter");
        return true;
      } catch {
        // The database is away: the event is neither handled nor kept, so it is not passed either.
        await wait(retry.maxDelayMs, signal);
      }
    }
    return false;
  }

  async function handleMessage(
    row: LogRow,
    message: Message,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { route, json, type } = message;
    const delivery = {
      route,
      json,
      correlationId: row.correlation_id,
      traceparent: row.traceparent,
    };
    let counted = 0;
    for (let tries = 1; !signal.aborted; tries += 1) {
      const failure = await deliver(app, delivery, retry.timeoutMs);
      if (!failure) {
        observer.onProcessed(group, type, "ok");
        return true;
      }
      if (failure.kind !== "unavailable") counted += 1;
      if (failure.kind === "permanent" || counted >= retry.maxTries)
        return keep(row, message, failure, tries, signal);
      observer.onProcessed(group, type, "retried");
      if (tries === 1)
        log.warn({ group, eventId: row.id, type, error: failure.error }, "An event is tried again");
      await wait(backoffMs(tries, retry), signal);
    }
    return false;
  }

  return async function handle(row: LogRow, signal: AbortSignal): Promise<boolean> {
    for (const message of messagesOf(row, subscriptions)) {
      if (!(await handleMessage(row, message, signal))) return false;
    }
    return true;
  };
}
