import type { PlatformObserver } from "@pakaura/platform/observer";
import type { KafkaOffsets } from "@pakaura/platform/dapr/kafka-offsets";
import type { Pool } from "pg";
import { inTime } from "./in-time.ts";
import { refreshKafkaMetrics } from "./kafka-metrics.ts";
import { metrics } from "./metrics.ts";
import { traceStep } from "./tracing.ts";

/** Counts what the building blocks do with events, and traces what the relay, which is the api's, brings to the broker. */
export const countingObserver: PlatformObserver = {
  onProcessed: (service, type, outcome) => metrics.eventsProcessed.inc({ service, type, outcome }),
  onPublished: (topic, type) => metrics.eventsPublished.inc({ topic, type }),
  onPublishing: (topic, parent) => {
    const name = `publish ${topic}`;
    const span = traceStep({
      service: "api",
      name,
      kind: "producer",
      parent: parent ?? undefined,
    });
    return span && { traceparent: span.traceparent, end: (isError) => span.end({ isError }) };
  },
};

type Sources = {
  lags: () => Promise<Map<string, number>>;
  deadLetterCounts?: (() => Promise<Map<string, number>>) | undefined;
  kafkaOffsets?: () => Promise<KafkaOffsets | null>;
  /** Whether this process brings the event log to the broker; null where it never does. */
  leadsRelay?: () => boolean | null;
};

/** What a database that is away or slow has not told by then is left out: the rest of the metrics is wanted most then. */
const answerMs = 3_000;

/** A gauge without what it said before says nothing, rather than what was once. */
async function refresh(
  gauge: { reset: () => void },
  read: () => Promise<Map<string, number>>,
  set: (name: string, value: number) => void,
): Promise<void> {
  const values = await inTime(read(), answerMs).catch(() => new Map<string, number>());
  gauge.reset();
  for (const [name, value] of values) set(name, value);
}

/** Sets the gauges that are only worth computing when somebody asks. Never rejects. */
export async function refreshEventGauges(sources: Sources): Promise<void> {
  const { lags, deadLetterCounts, kafkaOffsets, leadsRelay } = sources;
  const { eventLag, deadLetters, kafka, relayLeader } = metrics;
  const leads = leadsRelay?.() ?? null;
  if (leads !== null) relayLeader.set(leads ? 1 : 0);
  await Promise.all([
    refresh(eventLag, lags, (group, seconds) => eventLag.set({ consumer_group: group }, seconds)),
    deadLetterCounts &&
      refresh(deadLetters, deadLetterCounts, (service, count) =>
        deadLetters.set({ service }, count),
      ),
    kafkaOffsets && refreshKafkaMetrics(kafka, kafkaOffsets),
  ]);
}

/** Tells how busy a pool is. */
export function refreshPoolGauges({ totalCount, idleCount, waitingCount }: Pool): void {
  const { databaseConnections: connections } = metrics;
  connections.set({ state: "busy" }, totalCount - idleCount);
  connections.set({ state: "idle" }, idleCount);
  connections.set({ state: "waiting" }, waitingCount);
}
