import { uuidOf } from "./uuid-of.ts";

/** What the derived event takes over from its event. */
export type StreamRow = {
  id: string;
  user_id: string;
  subject: string;
  /** ISO 8601, UTC. */
  time: string;
  correlation_id: string;
  traceparent: string | null;
};

/** The id of the `sync.task-changed` that is derived from an event: always the same. */
export function updateIdOf(eventId: string): string {
  return uuidOf(`sync.task-changed ${eventId}`);
}

/**
 * The `sync.task-changed` of a stream event as CloudEvents JSON text. `eventJson` is the event itself,
 * which is put in as it is: it is written once and parsed by nobody on the way to a session.
 */
export function deriveUpdate(row: StreamRow, eventJson: string): string {
  const traceparent =
    row.traceparent === null ? "" : `"traceparent":${JSON.stringify(row.traceparent)},`;
  return (
    `{"specversion":"1.0","id":"${updateIdOf(row.id)}","type":"sync.task-changed","source":"pakaura/platform",` +
    `"subject":"${row.subject}","time":"${row.time}","datacontenttype":"application/json",` +
    `"partitionkey":"${row.user_id}",${traceparent}` +
    `"data":{"user_id":"${row.user_id}","task_id":"${row.subject}",` +
    `"correlation_id":${JSON.stringify(row.correlation_id)},"payload":{"event":${eventJson}}}}`
  );
}
