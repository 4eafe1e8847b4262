import type { FastifyInstance } from "fastify";
import type { Subscription } from "../pubsub.ts";
import { type KafkaRecord, readBulk, readRecord } from "./read-delivery.ts";
import type { TakeRecord } from "./take-record.ts";

type EventRoutesOptions = {
  subscriptions: readonly Subscription[];
  take: TakeRecord;
  /** Nothing is taken any more. */
  stopping: AbortSignal;
  /** How long a delivery may wait here for its next try; then the sidecar has it back. */
  holdMs: number;
};

/** A bulk comes in one request. */
const bodyLimit = 32 * 1_024 * 1_024;

/**
 * The routes to which the sidecar delivers records of Kafka. The first tries of an event are made here,
 * within one request. But not all: while it is open the sidecar can leave no partition, and a replica
 * that comes or goes would have to wait for it.
 */
export function eventRoutes(internal: FastifyInstance, options: EventRoutesOptions): void {
  const { subscriptions, take, stopping, holdMs } = options;

  /** All entries, or up to the first that has to come again: the ones after it must not overtake it. */
  async function takeBulk(
    subscription: Subscription,
    records: KafkaRecord[],
    signal: AbortSignal,
  ): Promise<boolean[]> {
    if (subscription.order === "none")
      return Promise.all(records.map((record) => take(subscription, record, signal)));
    const taken = records.map(() => false);
    for (const [index, record] of records.entries()) {
      if (!(await take(subscription, record, signal))) break;
      taken[index] = true;
    }
    return taken;
  }

  for (const subscription of subscriptions) {
    internal.post(subscription.route, { bodyLimit }, async (request, reply) => {
      const left = new AbortController();
      // The sidecar has gone, or has given the partition to another replica.
      reply.raw.once("close", () => left.abort());
      const signal = AbortSignal.any([stopping, left.signal, AbortSignal.timeout(holdMs)]);
      const bulk = readBulk(request.body);
      if (bulk) {
        const records = bulk.map(({ record }) => record);
        const taken = await takeBulk(subscription, records, signal);
        const statusOf = (isTaken: boolean | undefined) => (isTaken ? "SUCCESS" : "RETRY");
        return {
          statuses: bulk.map(({ entryId }, index) => ({ entryId, status: statusOf(taken[index]) })),
        };
      }
      const isTaken = await take(subscription, readRecord(request.body, request.headers), signal);
      return reply.code(isTaken ? 204 : 503).send();
    });
  }

  // At a 404 Dapr would take the event for done with.
  internal.post("/events/*", async (request, reply) => {
    request.log.error({ url: request.url }, "The sidecar has a subscription that is none of ours");
    return reply.code(503).send();
  });
}
