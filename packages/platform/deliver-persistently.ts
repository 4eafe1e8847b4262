import type { Topic } from "@pakaura/contract/events";
import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { DeadLetter } from "./dead-letters/keep-dead-letter.ts";
import { deliver, type Failure } from "./delivery.ts";
import { backoffMs, wait } from "./log/wait.ts";
import { messageFacts } from "./message-facts.ts";
import type { PlatformObserver } from "./observer.ts";

export type RetryPolicy = {
  /** Tries of one event before it goes to the dead letters. */
  maxTries: number;
  firstDelayMs: number;
  maxDelayMs: number;
  /** A handler that takes longer counts as failed. */
  timeoutMs: number;
};

export const retryDefaults: RetryPolicy = {
  maxTries: 6,
  firstDelayMs: 200,
  maxDelayMs: 10_000,
  timeoutMs: 30_000,
};

/** One event for one route of a service. */
export type Message = {
  topic: Topic;
  route: string;
  eventId: string;
  type: string;
  /** The CloudEvent as text. */
  json: string;
  correlationId: string;
  traceparent: string | null;
};

/** How often a message was tried; `counted` leaves out what was no fault of the event. */
export type Attempts = { tries: number; counted: number };

export type PersistentOptions = {
  /** The service. */
  group: string;
  app: FastifyInstance;
  log: Log;
  observer: PlatformObserver;
  retry: RetryPolicy;
  /** Keeps what the service cannot handle; may reject, and is tried again then. */
  keep: (letter: DeadLetter) => Promise<void>;
};

/**
 * Delivers a message again and again with backoff, at last to the dead letters. True when it is done
 * with; false when the signal came first. `attempts` goes on where an earlier call ended.
 */
export type PersistentDelivery = (
  message: Message,
  signal: AbortSignal,
  attempts?: Attempts,
) => Promise<boolean>;

export function createPersistentDelivery(options: PersistentOptions): PersistentDelivery {
  const { group, app, log, observer, retry } = options;

  async function keep(message: Message, failure: Failure, tries: number, signal: AbortSignal) {
    const { eventId, topic, json: event, type } = message;
    const letter = { consumerGroup: group, eventId, topic, event, error: failure.error, tries };
    while (!signal.aborted) {
      try {
        await options.keep(letter);
        log.error(
          { group, ...messageFacts(message), tries, error: failure.error },
          "An event went to the dead letters",
        );
        observer.onProcessed(group, type, "dead_letter");
        return true;
      } catch {
        // It is neither handled nor kept, so it is not passed either.
        await wait(retry.maxDelayMs, signal);
      }
    }
    return false;
  }

  return async function deliverPersistently(message, signal, attempts = { tries: 0, counted: 0 }) {
    const { type } = message;
    while (!signal.aborted) {
      const failure = await deliver(app, message, retry.timeoutMs);
      if (!failure) {
        observer.onProcessed(group, type, "ok");
        return true;
      }
      attempts.tries += 1;
      if (failure.kind !== "unavailable") attempts.counted += 1;
      if (failure.kind === "permanent" || attempts.counted >= retry.maxTries)
        return keep(message, failure, attempts.tries, signal);
      observer.onProcessed(group, type, "retried");
      if (attempts.tries === 1)
        log.warn(
          { group, ...messageFacts(message), error: failure.error },
          "An event is tried again",
        );
      await wait(backoffMs(attempts.tries, retry), signal);
    }
    return false;
  };
}
