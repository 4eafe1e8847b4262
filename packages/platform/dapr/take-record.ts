import { LRUCache } from "lru-cache";
import { deliverOnce, type OnceOptions } from "../deliver-once.ts";
import {
  type Attempts,
  createPersistentDelivery,
  type Message,
  type PersistentOptions,
} from "../deliver-persistently.ts";
import type { Subscription } from "../pubsub.ts";
import { uuidOf } from "../uuid-of.ts";
import type { KafkaRecord } from "./read-delivery.ts";
import { createRecentEvents } from "./recent-events.ts";

/** Hands a record to its route. True when Kafka may move on, false when it has to come again. */
export type TakeRecord = (
  subscription: Subscription,
  record: KafkaRecord,
  signal: AbortSignal,
) => Promise<boolean>;

/** How a message is delivered whose text is no CloudEvent: the route says that it is malformed. */
const unknownType = "unknown";

function messageOf({ topic, route }: Subscription, { event, json, place }: KafkaRecord): Message {
  return {
    topic,
    route,
    eventId: event?.id ?? uuidOf(place),
    type: event?.type ?? unknownType,
    json,
    correlationId: event?.correlationId ?? "",
    traceparent: event?.traceparent ?? null,
  };
}

/** Of how many events, and for how many milliseconds, it is known how often they were tried. */
export type Remembered = Pick<
  LRUCache.OptionsMaxLimit<string, Attempts, unknown>,
  "max" | "ttl" | "ttlResolution" | "perf"
>;

/** An event that was given back comes again within seconds, or goes to another replica for good. */
const defaultRemembered: Remembered = { max: 10_000, ttl: 600_000 };

/** For a group: again and again, at last to the dead letters; what was published twice is passed. */
export function createGroupTaker(
  options: PersistentOptions & { remembered?: Remembered },
): TakeRecord {
  const deliverPersistently = createPersistentDelivery(options);
  const recent = createRecentEvents();
  /** Of events that were given back to the sidecar for a while; nobody tells which never come again. */
  const attempts = new LRUCache<string, Attempts>(options.remembered ?? defaultRemembered);

  return async function take(subscription, record, signal) {
    const message = messageOf(subscription, record);
    const { eventId } = message;
    if (recent.wasPublishedBefore(eventId, record.place)) {
      attempts.delete(eventId);
      return true;
    }
    const soFar = attempts.get(eventId) ?? { tries: 0, counted: 0 };
    attempts.set(eventId, soFar);
    const isDone = await deliverPersistently(message, signal, soFar);
    if (!isDone) return false;
    attempts.delete(eventId);
    recent.add(eventId, record.place);
    return true;
  };
}

/** For a broadcast: delivered once, acknowledged whatever comes back. */
export function createBroadcastTaker(options: OnceOptions): TakeRecord {
  return async function take(subscription, record) {
    await deliverOnce(options, messageOf(subscription, record));
    return true;
  };
}
