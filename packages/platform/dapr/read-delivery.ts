import type { IncomingHttpHeaders } from "node:http";
import type { Place } from "./recent-events.ts";

/** A record of Kafka as a sidecar delivers it. */
export type KafkaRecord = {
  /** What was published, as text; null when it is no CloudEvent of ours. */
  event: EventFacts | null;
  json: string;
  place: Place;
};

/** What the adapter has to know of an event. */
export type EventFacts = {
  id: string;
  type: string;
  time: string;
  userId: string;
  correlationId: string;
  traceparent: string | null;
};

/** The records of a bulk, by the ids that the answer names them by. */
export type Bulk = { entryId: string; record: KafkaRecord }[];

function get(from: unknown, name: string): unknown {
  return typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
}

function textOf(from: unknown, name: string): string | null {
  const value = get(from, name);
  return typeof value === "string" ? value : null;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function factsOf(json: string): EventFacts | null {
  const event = parse(json);
  const id = textOf(event, "id");
  const type = textOf(event, "type");
  if (id === null || type === null) return null;
  const data = get(event, "data");
  return {
    id,
    type,
    time: textOf(event, "time") ?? "",
    userId: textOf(data, "user_id") ?? "",
    correlationId: textOf(data, "correlation_id") ?? id,
    traceparent: textOf(event, "traceparent"),
  };
}

function placeOf(metadata: unknown): Place {
  const [topic, partition, offset] = ["__topic", "__partition", "__offset"].map((name) =>
    textOf(metadata, name),
  );
  return `${topic}/${partition}/${offset}`;
}

function recordOf(json: string, metadata: unknown): KafkaRecord {
  return { event: factsOf(json), json, place: placeOf(metadata) };
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}

/** The one record of a delivery: raw (`rawPayload`), so wrapped into a CloudEvent of Dapr's, or as it is. */
export function readRecord(body: unknown, headers: IncomingHttpHeaders): KafkaRecord {
  const raw = textOf(body, "data_base64");
  return recordOf(raw === null ? JSON.stringify(body) : decode(raw), headers);
}

/** The records of a bulk delivery; null when it is none. */
export function readBulk(body: unknown): Bulk | null {
  const entries = get(body, "entries");
  if (!Array.isArray(entries)) return null;
  return entries.map((entry: unknown) => {
    const event = get(entry, "event");
    const json = typeof event === "string" ? decode(event) : JSON.stringify(event);
    return {
      entryId: textOf(entry, "entryId") ?? "",
      record: recordOf(json, get(entry, "metadata")),
    };
  });
}
