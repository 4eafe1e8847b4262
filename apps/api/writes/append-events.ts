import type { StreamEvent } from "@pakaura/contract/events";
import { topicOf } from "@pakaura/contract/events";
import { toEvent, type EventRow, eventColumns } from "@pakaura/database/event-log";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { eventData, type Origin } from "./origin.ts";

/** An event that no change of a task brings with it. */
export type NewEvent = {
  type: StreamEvent["type"];
  taskId: string;
  payload: object;
};

/** Appends events to the user's stream, which must be locked, and gives them as they are there. */
export async function appendEvents(
  client: pg.PoolClient,
  userId: string,
  { events, origin, now }: { events: readonly NewEvent[]; origin: Origin; now: number },
): Promise<StreamEvent[]> {
  if (events.length === 0) return [];
  const actor = {
    actor: origin.actor,
    ...(origin.actorDetail === undefined ? {} : { actor_detail: origin.actorDetail }),
  };
  const rows = events.map(({ type, taskId, payload }, index) => ({
    ordinal: index + 1,
    id: uuidv7(),
    topic: topicOf(type),
    type,
    subject: taskId,
    data: eventData(origin, { userId, taskId, payload: { ...payload, ...actor } }),
  }));
  const appended = await client.query<EventRow>({
    name: "append-events",
    text: `with counter as (
        update streams set sequence = sequence + $3::int where user_id = $1 returning sequence)
      insert into events
        (id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
      select id, topic, $1, counter.sequence - $3::int + ordinal, type, 'pakaura/api', subject,
        to_timestamp($4::float8 / 1000), $5, $6, data
      from counter, json_to_recordset($2::json) as event
        (ordinal int, id uuid, topic text, type text, subject uuid, data json)
      order by ordinal
      returning ${eventColumns}`,
    values: [
      userId,
      JSON.stringify(rows),
      rows.length,
      now,
      origin.correlationId,
      origin.traceparent ?? null,
    ],
  });
  return appended.rows.map(toEvent).toSorted((one, other) => one.sequence - other.sequence);
}
