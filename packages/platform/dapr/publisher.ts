import { components } from "./component-names.ts";
import { isOk, type Sidecar, refusal } from "./sidecar.ts";

/** A CloudEvent on its way to a topic. */
export type Outgoing = {
  /** The event as JSON text: what lies in Kafka, to the byte. */
  json: string;
  /** Its user: events of one user lie in one partition, in order. */
  userId: string;
  traceparent: string | undefined;
};

export type Publisher = {
  /** Rejects when the broker did not take the event, or nobody knows whether it did. */
  publish: (topic: string, event: Outgoing) => Promise<void>;
  /** Publishes events in this order, and resolves with how many of them, from the first on, were taken. */
  publishRun: (topic: string, events: readonly Outgoing[]) => Promise<number>;
};

type Run = { size: number; taken: number; isOver: boolean; resolve: (taken: number) => void };
type Waiting = { event: Outgoing; run: Run };

/** Longer than the sidecar's own tries at a broker that is away. */
const publishTimeoutMs = 15_000;
const entriesAtOnce = 250;
/** A quarter of what a sidecar takes as one request (4 MiB), as the text grows on the way. */
const charactersAtOnce = 1_000_000;
const cloudEvents = "application/cloudevents+json";

/** Kafka's key, and headers by which any CloudEvents consumer knows what it reads. */
function metadataOf({ userId, traceparent }: Outgoing): Record<string, string> {
  const metadata = { partitionKey: userId, "content-type": cloudEvents };
  return traceparent === undefined ? metadata : { ...metadata, traceparent };
}

/**
 * Publishes through the sidecar, raw: Dapr would parse each event, add attributes of its own, replace the
 * trace, and write it anew. Runs that wait for one topic go together, in one request at a time and with one
 * event of each run in it: the sidecar's producer has several requests to the broker under way, and what it has
 * to send again when the broker comes back would be overtaken by what follows.
 */
export function createPublisher(sidecar: Sidecar): Publisher {
  const queues = new Map<string, Waiting[]>();

  async function publish(topic: string, event: Outgoing): Promise<void> {
    const query = new URLSearchParams({ "metadata.rawPayload": "true" });
    for (const [name, value] of Object.entries(metadataOf(event)))
      query.set(`metadata.${name}`, value);
    const answer = await sidecar.ask(
      "POST",
      `/v1.0/publish/${components.pubsub}/${topic}?${query.toString()}`,
      {
        headers: { "content-type": cloudEvents },
        body: event.json,
        timeoutMs: publishTimeoutMs,
      },
    );
    if (!isOk(answer)) throw refusal(`an event on ${topic}`, answer);
  }

  /** The places in the batch that the broker did not take. */
  async function publishBatch(topic: string, batch: Waiting[]): Promise<Set<number>> {
    const all = new Set(batch.keys());
    const path = `/v1.0/publish/bulk/${components.pubsub}/${topic}?metadata.rawPayload=true`;
    const entries = batch.map(({ event }, place) => ({
      entryId: String(place),
      // As bytes, which are left alone; JSON would be read and written anew.
      event: Buffer.from(event.json).toString("base64"),
      contentType: "application/octet-stream",
      metadata: metadataOf(event),
    }));
    const answer = await sidecar
      .ask("POST", path, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(entries),
        timeoutMs: publishTimeoutMs,
      })
      .catch(() => null);
    if (answer && isOk(answer)) return new Set();
    const failed = answer ? failedPlaces(answer.text) : [];
    return failed.length > 0 ? new Set(failed) : all;
  }

  /** Of each run its next event, as many as fit into a request. The rest stays, in order. */
  function takeBatch(queue: Waiting[]): Waiting[] {
    const batch = new Map<Run, Waiting>();
    let characters = 0;
    for (const waiting of queue) {
      if (batch.has(waiting.run)) continue;
      characters += waiting.event.json.length;
      if (batch.size > 0 && (batch.size === entriesAtOnce || characters > charactersAtOnce)) break;
      batch.set(waiting.run, waiting);
    }
    const taken = new Set(batch.values());
    queue.splice(0, queue.length, ...queue.filter((waiting) => !taken.has(waiting)));
    return [...taken];
  }

  async function publishAll(topic: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch(queue);
      const failed = await publishBatch(topic, batch);
      for (const [place, { run }] of batch.entries()) {
        if (failed.has(place)) run.isOver = true;
        else run.taken += 1;
        if (run.isOver || run.taken === run.size) run.resolve(run.taken);
      }
      // What follows a failed event of its run must not overtake it.
      const left = queue.filter(({ run }) => !run.isOver);
      queue.splice(0, queue.length, ...left);
    }
    queues.delete(topic);
  }

  return {
    publish,
    publishRun(topic, events) {
      if (events.length === 0) return Promise.resolve(0);
      const { promise, resolve } = Promise.withResolvers<number>();
      const run: Run = { size: events.length, taken: 0, isOver: false, resolve };
      const waiting = events.map((event) => ({ event, run }));
      const queue = queues.get(topic);
      if (queue) queue.push(...waiting);
      else {
        queues.set(topic, waiting);
        void publishAll(topic, waiting);
      }
      return promise;
    },
  };
}

function failedPlaces(text: string): number[] {
  const answer: unknown = text.startsWith("{") ? JSON.parse(text) : {};
  const entries: unknown = Reflect.get(Object(answer), "failedEntries");
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => Number(Reflect.get(Object(entry), "entryId")));
}
